import { clashesIn, clashText, digestsOf } from '../digests.ts'
import type { Run } from '../run.ts'
import { digestIsACount } from './digest-count.ts'

/**
 * Different sets had one digest, and written down without quotes, with or without commas, they look the same. A digest
 * that tells nothing but how many they are is another mistake.
 */
export function digestRunsTogether(run: Run): string | undefined {
  if (digestIsACount(run) !== undefined) return undefined
  const digested = digestsOf(run)
  const clashes = clashesIn(digested)
  // A digest that is the same for most sets tells nothing of how it was written.
  if (clashes.length * 2 > digested.length) return undefined
  const clash = clashes.find(
    ({ kind, one, other }) =>
      kind === 'same-digest' &&
      [',', ''].some((between) => asText(one.values, between) === asText(other.values, between)),
  )
  return clash === undefined ? undefined : clashText(clash)
}

function asText(values: readonly unknown[], between: string): string {
  return values.map(String).sort().join(between)
}
