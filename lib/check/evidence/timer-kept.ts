import { type Batch, batchesOf } from '../batches.ts'
import { staysOf } from '../buffering.ts'
import type { Run } from '../run.ts'
import { show, time } from '../words.ts'

/** So many values must have waited in vain: one alone can have been lost in other ways. */
const enough = 3

/**
 * Timers sent batches, but none over a link that had been used before; and after its first batch clients' values waited
 * in vain, far longer than the delay.
 */
export function startsItsTimerOnce(run: Run): string | undefined {
  const firsts = new Map<string, Batch>()
  for (const batch of batchesOf(run)) {
    const { src, dest, at } = batch.sent.event
    const first = firsts.get(`${src} ${dest}`)
    if (first === undefined) firsts.set(`${src} ${dest}`, batch)
    else if (byTimer(run, batch) && at > first.sent.event.at) return undefined
  }
  const flushed = new Map<string, number>()
  for (const batch of firsts.values()) {
    const { src, at } = batch.sent.event
    if (byTimer(run, batch)) flushed.set(src, Math.max(at, flushed.get(src) ?? at))
  }
  const { at: endAt } = run.trace.end
  const stuck = staysOf(run).filter(({ node, learned, left, isOwn, limits }) => {
    const from = flushed.get(node)
    const waited = (left?.event.at ?? endAt) - learned.at
    return isOwn && from !== undefined && learned.at > from && waited > 2 * limits.maxDelayMs
  })
  const [first] = stuck
  if (first === undefined || stuck.length < enough) return undefined
  const { node, value, learned, left } = first
  const end =
    left === undefined ? `was still there at the end, ${time(endAt)}` : `left at ${time(left.event.at)}`
  return `A timer of ${node} sent what waited at ${time(flushed.get(node) ?? 0)}. ${show(value)} came after that, at ${time(learned.at)}, and ${end}: no timer sent anything from ${node} to the same neighbour again.`
}

function byTimer(run: Run, { sent }: Batch): boolean {
  return run.trace.events[sent.event.cause ?? -1]?.kind === 'timer'
}
