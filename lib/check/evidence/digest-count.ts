import { clashesIn, clashText, digestsOf } from '../digests.ts'
import type { Run } from '../run.ts'

/** Two sets so many times of one size had one digest; fewer may be an accident. */
const leastClashes = 3

/** Digests were equal exactly where the sets had equally many values, whatever the values were. */
export function digestIsACount(run: Run): string | undefined {
  const digested = digestsOf(run)
  const clashes = clashesIn(digested)
  const [first] = clashes
  if (first === undefined || clashes.length < leastClashes) return undefined
  const bySize = new Map<number, string>()
  for (const { values, digest } of digested) {
    const text = JSON.stringify(digest)
    const before = bySize.get(values.length)
    if (before !== undefined && before !== text) return undefined
    bySize.set(values.length, text)
  }
  if (new Set(bySize.values()).size < bySize.size) return undefined
  return `${clashText(first)} So it was ${clashes.length} times: sets of one size had one digest, and others another.`
}
