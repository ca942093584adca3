import { batchesOf } from '../batches.ts'
import { staysOf } from '../buffering.ts'
import { limitsIn } from '../limits.ts'
import type { Run } from '../run.ts'
import { count, show, time } from '../words.ts'

/** Full batches left and no others, and a value that never found enough company never left. */
export function flushesBySizeOnly(run: Run): string | undefined {
  const limitsAt = limitsIn(run)
  const batches = batchesOf(run)
  const isFull = batches.every(
    ({ sent: { event }, values = [] }) => values.length === limitsAt(event.src, event.id).maxBatch,
  )
  if (batches.length === 0 || !isFull) return undefined
  const { at: endAt } = run.trace.end
  const stuck = staysOf(run).filter(
    ({ isOwn, left, learned, limits }) =>
      isOwn && left === undefined && endAt > learned.at + 10 * limits.maxDelayMs,
  )
  const [first] = stuck
  if (first === undefined) return undefined
  return `${first.node} learned ${show(first.value)} at ${time(first.learned.at)} and still had it in its buffer at the end, ${time(endAt)}. All ${count(batches.length, 'batch', 'batches')} of this run left full, with ${first.limits.maxBatch} values; ${count(stuck.length, 'value')} never found enough company.`
}
