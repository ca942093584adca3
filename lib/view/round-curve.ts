import { curve } from './curve.ts'
import type { Paint } from './paint.ts'
import type { Symbols } from './symbols.ts'

type Options = { width: number; height: number; paint: Paint; symbols: Symbols; caption: string }

/** The curve of how many are informed after 0, 1, … rounds. */
export function roundCurve(informed: readonly number[], total: number, options: Options): string[] {
  const points = informed.map((pairs, at) => ({ at, pairs }))
  const until = Math.max(1, informed.length - 1)
  return curve(points, { ...options, at: until, until, total, named: (round) => `round ${round}` })
}
