import { carries } from '../../trace/facts.ts'
import { type Batch, batchesOf } from '../batches.ts'
import { type Stay, staysOf } from '../buffering.ts'
import { limitsIn } from '../limits.ts'
import type { Run } from '../run.ts'
import { count, show, time } from '../words.ts'

/**
 * Full batches left and no others, no timer sent any; a node's very first batch came long after the first value for it;
 * and a value that never found enough company never left, in no message of whatever kind.
 */
export function flushesBySizeOnly(run: Run): string | undefined {
  const limitsAt = limitsIn(run)
  const batches = batchesOf(run)
  const isFull = batches.every(
    ({ sent: { event }, values = [] }) => values.length === limitsAt(event.src, event.id).maxBatch,
  )
  const isTimed = batches.some(({ sent }) => run.trace.events[sent.event.cause ?? -1]?.kind === 'timer')
  if (batches.length === 0 || !isFull || isTimed) return undefined
  const { at: endAt } = run.trace.end
  const stays = staysOf(run)
  const stuck = stays.filter(
    ({ node, value, isOwn, left, learned, limits }) =>
      isOwn &&
      left === undefined &&
      endAt > learned.at + 10 * limits.maxDelayMs &&
      !run.facts.serverMessages.some(({ event }) => event.src === node && carries(event.body, value)),
  )
  // Where the first batch was in time there may be a timer, if one that has stopped since.
  if (!batches.some((batch) => isFirstAndLate(batches, stays, batch))) return undefined
  const [first] = stuck
  if (first === undefined) return undefined
  return `${first.node} learned ${show(first.value)} at ${time(first.learned.at)} and still had it in its buffer at the end, ${time(endAt)}. All ${count(batches.length, 'batch', 'batches')} of this run left full, with ${first.limits.maxBatch} values; ${count(stuck.length, 'value')} never found enough company.`
}

/** Whether no batch left this node before, and the first of its own values in this one waited well beyond the delay. */
function isFirstAndLate(batches: Batch[], stays: Stay[], { sent }: Batch): boolean {
  const { src, at } = sent.event
  if (batches.some(({ sent: { event } }) => event.src === src && event.at < at)) return false
  const first = stays.find(({ node, isOwn }) => node === src && isOwn)
  return first !== undefined && at > first.learned.at + 2 * first.limits.maxDelayMs
}
