import { treeTalkOf } from '../ack-waits.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { sideOf } from '../tree-sides.ts'
import { names, show, time } from '../words.ts'

/** A node got its acknowledgement out and crashed, and nobody sent the value to those behind it. */
export function trustsAcks(run: Run, workload: SetWorkload): string | undefined {
  const { waits, direct } = treeTalkOf(run, workload)
  for (const crash of run.trace.events) {
    if (crash.kind !== 'crash' || crash.cause === undefined) continue
    for (const { node, neighbour, value, key, ack } of waits) {
      if (neighbour !== crash.node || ack === undefined) continue
      const sentBy = run.facts.sent[ack.message]?.event
      if (sentBy?.id !== crash.cause) continue
      const lost = [...sideOf(run, neighbour, node)].filter(
        (other) =>
          other !== neighbour &&
          run.facts.knowledge.get(key)?.learned.has(other) !== true &&
          !direct.some((delivery) => delivery.keys.includes(key) && delivery.sent.event.dest === other),
      )
      if (lost.length === 0) continue
      return `${neighbour} acknowledged ${show(value)} to ${node} at ${time(sentBy.at)} and crashed before it had sent it on. ${node} had the acknowledgement at ${time(ack.at)}; ${names(lost)}, behind ${neighbour}, ${lost.length === 1 ? 'was' : 'were'} never sent ${show(value)}.`
    }
  }
  return undefined
}
