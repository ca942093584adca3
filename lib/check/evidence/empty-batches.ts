import { batchesOf } from '../batches.ts'
import type { Run } from '../run.ts'
import { count, number, time } from '../words.ts'

/** A node sent batches with nothing in them at moments when it sent nothing to anybody. */
export function sendsEmptyBatches(run: Run): string | undefined {
  const batches = batchesOf(run)
  const filled = new Set(
    batches
      .filter(({ values }) => values?.length !== 0)
      .map(({ sent: { event } }) => `${event.src} ${event.at}`),
  )
  const empty = batches.filter(({ values }) => values?.length === 0)
  // Beside a filled one, an empty batch may come of a buffer that was emptied on the way from neighbour to neighbour.
  const idle = empty.find(({ sent: { event } }) => !filled.has(`${event.src} ${event.at}`))
  if (idle === undefined) return undefined
  const { src, dest, at } = idle.sent.event
  return `At ${time(at)} ${src} had nothing to send to ${dest} and sent it; ${number(empty.length)} of the ${count(batches.length, 'batch', 'batches')} in this run were empty.`
}
