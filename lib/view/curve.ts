import { duration, figure } from './figures.ts'
import type { Canvas } from './propagation.ts'

/**
 * `until` is the right end of the time axis and `total` the top of the other; `caption` says what is counted, and
 * `named` writes a moment: without it, as simulated milliseconds.
 */
type Scale = {
  at: number
  until: number
  total: number
  caption: string
  named?: (moment: number) => string
}

type Drawn = Pick<Canvas, 'width' | 'height' | 'paint' | 'symbols'> & Scale

/**
 * The curve of how many (node, value) pairs are known, over time up to `at`: `height` lines, the last two being the
 * axis and its ends. `points` ascend in time.
 */
export function curve(
  points: readonly { at: number; pairs: number }[],
  { width, height, paint, symbols, at, until, total, caption, named = duration }: Drawn,
): string[] {
  const top = figure(total)
  const columns = width - top.length - 2
  const rows = height - 2
  if (columns < 8 || rows < 1) return []
  const heights = Array.from({ length: columns }, (_, column) => {
    const time = (column / (columns - 1)) * until
    return time > at ? 0 : (pairsAt(points, time) / Math.max(1, total)) * rows * symbols.levels.length
  })
  const lines: string[] = []
  for (let row = rows - 1; row >= 0; row--) {
    const label = row === rows - 1 ? top : ''
    const area = heights.map((high) => level(high - row * symbols.levels.length, symbols.levels)).join('')
    lines.push(`${label.padStart(top.length)} ${symbols.axis.upright}${paint('accent', area.trimEnd())}`)
  }
  const margin = ' '.repeat(top.length - 1)
  lines.push(`${margin}0 ${symbols.axis.corner}${symbols.axis.along.repeat(columns)}`)
  lines.push(
    paint(
      'quiet',
      `${' '.repeat(top.length + 2)}${scale(named(0), named(Math.round(until)), caption, columns)}`,
    ),
  )
  return lines
}

function pairsAt(points: readonly { at: number; pairs: number }[], time: number): number {
  return points.findLast((point) => point.at <= time)?.pairs ?? 0
}

/** The part of a column that falls into one line: nothing, a share of it, or all of it. */
function level(height: number, levels: readonly string[]): string {
  if (height <= 0) return ' '
  return levels[Math.min(levels.length, Math.max(1, Math.round(height))) - 1] ?? ' '
}

function scale(start: string, end: string, caption: string, width: number): string {
  const room = width - start.length - end.length - 4
  const middle = room < caption.length ? '' : `  ${caption}`
  return start + middle + end.padStart(width - start.length - middle.length)
}
