/**
 * The share of nodes that a pushed rumor misses if a counter adds up all useless calls, and among several that reach
 * an uninformed node at once only the first counts as useful: the s < 1 with s = e^(−(k + 1)(1 − s)) (Demers et al.,
 * 1987). By Newton's method from 0, where the curve is convex and nothing is overshot.
 */
export function residueOfCounter(k: number): number {
  let s = 0
  for (let step = 0; step < 100; step++) {
    const value = Math.exp(-(k + 1) * (1 - s))
    const next = s + (value - s) / (1 - (k + 1) * value)
    if (!(next > s)) break
    s = next
  }
  return s
}
