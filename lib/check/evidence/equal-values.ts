import { canonicalJson } from '../../protocol/canonical-json.ts'
import { type Reading, readingsOf, readingText, writeOf } from '../readings.ts'
import type { Run } from '../run.ts'
import { covers, maximalOf } from '../version-vector.ts'
import { versionText } from '../version-words.ts'
import { modeOf, type Written } from '../versions.ts'

/** Of two writes of equal values, neither covered, a node shows one. What it lacks of its own is always such a twin. */
export function mergesEqualValues(run: Run): string | undefined {
  if (modeOf(run) === 'lww') return undefined
  const readings = readingsOf(run)
  const lacking = readings.flatMap((reading) => missingIn(reading).map((written) => ({ reading, written })))
  const [first] = lacking
  const keepsOthers = readings.some(({ shown = [] }) => shown.length > 1)
  const areTwins = lacking.every(({ reading, written }) =>
    (reading.shown ?? []).some(
      (version) =>
        // A write with a wrong vector is no other write.
        writeOf(version, reading.before) !== undefined &&
        canonicalJson(version.value) === canonicalJson(written.value),
    ),
  )
  if (first === undefined || !keepsOthers || !areTwins) return undefined
  const { reading, written } = first
  return `${readingText(reading)}. ${reading.node} had taken ${versionText(written)} too: the same value, and a write of its own.`
}

/** What a node had acknowledged and neither shows nor has covered. */
function missingIn({ before, node, shown = [], arrival }: Reading): Written[] {
  return maximalOf(before.filter(({ operation }) => operation.node === node)).filter(
    ({ operation, vc }) =>
      (operation.answer?.at ?? arrival.at + 1) <= arrival.at &&
      !shown.some((version) => covers(version.vc, vc)),
  )
}
