import { readingsOf, readingText } from '../readings.ts'
import type { Run } from '../run.ts'

/** A key that nobody had written was answered with an empty list. */
export function answersEmpty(run: Run): string | undefined {
  const reading = readingsOf(run).find(
    ({ before, operation, shown }) =>
      before.length === 0 && operation.answer?.body.type === 'vv_read_ok' && shown?.length === 0,
  )
  return reading && `${readingText(reading)}. Nobody had written that key.`
}
