import type { Paint } from './paint.ts'
import { fitsBeside } from './simple-line.ts'

/** A command to go on with, behind what comes of it. It is there to be copied: if it does not fit, below, on a line alone. */
export function wayOn(what: string, command: string, pen: { width: number; paint: Paint }): string[] {
  const { width, paint } = pen
  const painted = paint('accent', command)
  return fitsBeside(what, painted, width) ? [`${what} ${painted}`] : [what.trimEnd(), `  ${painted}`]
}
