import { canonicalJson } from '../../protocol/canonical-json.ts'
import { readingsOf, readingText } from '../readings.ts'
import type { Run } from '../run.ts'
import { covers } from '../version-vector.ts'
import { versionText } from '../version-words.ts'
import { modeOf } from '../versions.ts'

/** Of two writes of equal values, neither covered, a node shows one; though it does show siblings of other values. */
export function mergesEqualValues(run: Run): string | undefined {
  if (modeOf(run) === 'lww') return undefined
  const readings = readingsOf(run)
  const keepsSiblings = readings.some(({ shown = [] }) => shown.length > 1)
  if (!keepsSiblings) return undefined
  for (const reading of readings) {
    const { before, node, shown = [], arrival } = reading
    const missing = before.find(
      ({ operation, vc, value }) =>
        operation.node === node &&
        (operation.answer?.at ?? arrival.at + 1) <= arrival.at &&
        !shown.some((version) => covers(version.vc, vc)) &&
        shown.some((version) => canonicalJson(version.value) === canonicalJson(value)),
    )
    if (missing !== undefined)
      return `${readingText(reading)}. ${node} had taken ${versionText(missing)} too: the same value, and a write of its own.`
  }
  return undefined
}
