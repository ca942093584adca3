import { batchesOf } from '../batches.ts'
import { staysOf } from '../buffering.ts'
import type { Run } from '../run.ts'
import { names, show, time } from '../words.ts'

/** A value left a node for some of its neighbours only, or never left while later ones did, and somebody lacks it for good. */
export function clearsBeforeAllSent(run: Run): string | undefined {
  const { plan, end } = run.trace
  const stays = staysOf(run)
  const batches = batchesOf(run)
  for (const { node, value, left, isOwn, learned } of stays) {
    if (!isOwn) continue
    const holders = [...run.facts.knowledge.values()].find((known) => known.value === value)?.holders
    const told = batches.filter(({ sent, values }) => sent.event.src === node && values?.includes(value))
    const reached = [...new Set(told.map(({ sent }) => sent.event.dest))]
    const neighbours = plan.topology?.[node] ?? []
    const left_out = neighbours.filter((other) => !reached.includes(other) && !holders?.has(other))
    if (left_out.length === 0) continue
    if (left !== undefined) {
      return `${node} sent ${show(value)} to ${names(reached)} at ${time(left.event.at)} and never to ${names(left_out)}, which lacked it to the end at ${time(end.at)}.`
    }
    const later = stays.find(
      (stay) => stay.node === node && stay.isOwn && stay.left && stay.learned.at > learned.at,
    )
    if (later === undefined) continue
    return `${show(value)} came to ${node} at ${time(learned.at)} and never left it, though ${show(later.value)}, which came at ${time(later.learned.at)}, did.`
  }
  return undefined
}
