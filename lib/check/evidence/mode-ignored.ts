import { readingsOf, readingText } from '../readings.ts'
import type { Run } from '../run.ts'
import { modeOf } from '../versions.ts'

/** In lww mode reads show several values, one beside the other. */
export function ignoresMode(run: Run): string | undefined {
  if (modeOf(run) === 'vv') return undefined
  const reading = readingsOf(run).find(({ shown = [] }) => shown.length > 1)
  return reading && `All nodes had been told the mode "lww". ${readingText(reading)}.`
}
