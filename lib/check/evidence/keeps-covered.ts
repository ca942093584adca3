import { readingsOf, readingText } from '../readings.ts'
import type { Run } from '../run.ts'
import { covers } from '../version-vector.ts'
import { versionText } from '../version-words.ts'

/** A read shows a version beside one that covers it. */
export function keepsCovered(run: Run): string | undefined {
  for (const reading of readingsOf(run)) {
    for (const old of reading.shown ?? []) {
      const newer = reading.shown?.find(({ vc }) => covers(vc, old.vc) && !covers(old.vc, vc))
      if (newer !== undefined)
        return `${readingText(reading)}. ${versionText(newer)} covers ${versionText(old)}, and both are there.`
    }
  }
  return undefined
}
