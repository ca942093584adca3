import { type Finding, holds } from './finding.ts'
import { readingsOf, readingText } from './readings.ts'
import type { Run } from './run.ts'
import { isVector, maximumOf, sameVector, vectorText } from './version-vector.ts'
import { show } from './words.ts'

/** Every read hands out, beside the versions, the context with which a write would cover them all. */
export function handsOutContext(run: Run): Finding {
  for (const reading of readingsOf(run)) {
    const { operation, shown, arrival } = reading
    if (shown === undefined || shown.length === 0) continue
    const expected = maximumOf(shown.map(({ vc }) => vc))
    const context = operation.answer?.body.context
    if (isVector(context) && sameVector(context, expected)) continue
    const said =
      context === undefined
        ? 'There was no context'
        : `The context was ${isVector(context) ? vectorText(context) : show(context)}`
    return {
      kind: 'fails',
      at: arrival.at,
      message: `${readingText(reading)}. ${said}; it should be ${vectorText(expected)}, of each client's entries the largest.`,
    }
  }
  return holds
}
