import { readingsOf, readingText } from '../readings.ts'
import type { Run } from '../run.ts'
import { modeOf } from '../versions.ts'

/** In vv mode several versions were shown, more than once, and never a conflict. */
export function neverTellsConflict(run: Run): string | undefined {
  const several = readingsOf(run).filter(({ shown = [] }) => shown.length > 1)
  const [first] = several
  const isNever = several.every(({ operation }) => operation.answer?.body.conflict === false)
  if (modeOf(run) === 'lww' || first === undefined || several.length < 2 || !isNever) return undefined
  return `${readingText(first)}. Of ${several.length} answers with several values none said that there is a conflict.`
}
