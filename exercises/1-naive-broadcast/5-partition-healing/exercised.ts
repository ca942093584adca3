import { cutsOf, lastHeal, standingAt } from '../../../lib/check/cuts.ts'
import type { Run } from '../../../lib/check/run.ts'
import { writesOf } from '../../../lib/check/set-full.ts'
import type { Sometimes } from '../../../lib/grade/grader.ts'
import { broadcastWorkload as workload } from '../../../lib/scenario/broadcast.ts'

/**
 * What makes healing necessary: as the last cut ends, some value acknowledged in it is unknown somewhere. It holds for
 * every program that answers during the cut. That a message ran into the cut is not asked for: a right program cannot
 * avoid it (it learns of the heal in no other way), but how many, and when, is its own affair.
 */
export const diverged: Sometimes = {
  name: 'when the last partition heals, the nodes do not all know the same',
  happened: (run) => unknownAtHeal(run).size > 0,
}

export const bothDiverged: Sometimes = {
  name: 'when the last partition heals, each side knows a value that the other lacks',
  happened: (run) => unknownAtHeal(run).size > 1,
}

/** The nodes that acknowledged a value which some node lacks at the last heal, told apart by what they can reach. */
function unknownAtHeal(run: Run): Set<string> {
  const cuts = cutsOf(run)
  const healedAt = lastHeal(cuts) ?? 0
  const sides = new Set<string>()
  for (const [key, operations] of writesOf(run, workload)) {
    const write = operations.find(({ answer }) => answer?.body.type === 'broadcast_ok')
    if (write?.answer === undefined || write.answer.at >= healedAt) continue
    const cut = standingAt(cuts, write.answer.at)
    const learned = run.facts.knowledge.get(key)?.learned
    const lacking = run.trace.plan.nodes.filter((node) => (learned?.get(node)?.at ?? healedAt) >= healedAt)
    const behind = lacking.filter((node) => cut?.links.has(`${write.node}>${node}`))
    if (behind.length > 0) sides.add(behind.join(' '))
  }
  return sides
}

export const everyNodeWrites: Sometimes = {
  name: 'every node takes a write while it cannot reach two of the others',
  happened(run) {
    const cuts = cutsOf(run)
    return run.trace.plan.nodes.every((node) =>
      [...writesOf(run, workload).values()].flat().some((write) => {
        const cut = write.node === node ? standingAt(cuts, write.invokedAt) : undefined
        return run.trace.plan.nodes.filter((other) => cut?.links.has(`${node}>${other}`)).length >= 2
      }),
    )
  },
}
