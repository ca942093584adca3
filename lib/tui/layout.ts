import type { Size } from './state.ts'

/**
 * How a frame is divided: a title, the body, a line of information, the keys; and a rule under the title where there
 * is room. A frame is one line lower than the terminal: as tall as it, Ink would scroll.
 */
export type Layout = { width: number; height: number; ruled: boolean; body: number }

export function layoutOf({ columns, rows }: Size): Layout {
  const height = Math.max(1, rows - 1)
  const ruled = height >= 15
  return { width: Math.max(1, columns), height, ruled, body: Math.max(0, height - (ruled ? 4 : 3)) }
}

/** Less than this is a message, not a screen. */
export function isTooSmall({ columns, rows }: Size): boolean {
  return columns < 30 || rows < 8
}

/** The part of `count` lines that is shown in `height`, around the line `focus`. Both ends are line numbers from 0. */
export function windowAround(count: number, height: number, focus: number): { first: number; end: number } {
  const first = Math.max(0, Math.min(focus - Math.floor(height / 2), count - height))
  return { first, end: Math.min(count, first + height) }
}

/** The furthest that `count` lines can be scrolled up in `height`. */
export function scrollLimit(count: number, height: number): number {
  return Math.max(0, count - height)
}
