/** How far a key moves: one line, one page, or all the way. */
export type Stride = 'line-up' | 'line-down' | 'page-up' | 'page-down' | 'first' | 'last'

/** In lines, where `page` of them are seen at once: a page leaves one line of the last in view. */
export function distance(by: Stride, page: number): number {
  switch (by) {
    case 'line-up':
      return -1
    case 'line-down':
      return 1
    case 'page-up':
      return -Math.max(1, page - 1)
    case 'page-down':
      return Math.max(1, page - 1)
    case 'first':
      return Number.NEGATIVE_INFINITY
    case 'last':
      return Number.POSITIVE_INFINITY
  }
}
