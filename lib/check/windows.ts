/** Something that happened at a time and counts for so much. */
export type Counted = { at: number; amount: number }

/** The half-open window in which most happened, of equal ones the first. It begins with an item. */
export type Window = { from: number; total: number; items: number }

/** Looks at every window of this width. `items` come in order of time. */
export function busiestWindow(items: readonly Counted[], widthMs: number): Window {
  let best: Window = { from: 0, total: 0, items: 0 }
  let end = 0
  let total = 0
  for (const [start, { at, amount }] of items.entries()) {
    for (let next = items[end]; next !== undefined && next.at < at + widthMs; next = items[++end]) {
      total += next.amount
    }
    if (total > best.total) best = { from: at, total, items: end - start }
    total -= amount
  }
  return best
}
