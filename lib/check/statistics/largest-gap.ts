/**
 * The largest distance between the shares of observations that are 0, at most 1, at most 2, … and their probabilities:
 * Kolmogorov's statistic, for a discrete distribution.
 */
export function largestGap(counts: readonly number[], probabilities: readonly number[]): number {
  const n = counts.reduce((sum, count) => sum + count, 0)
  let [seen, expected, gap] = [0, 0, 0]
  for (const [x, p] of probabilities.entries()) {
    seen += counts[x] ?? 0
    expected += p
    gap = Math.max(gap, Math.abs(seen / n - expected))
  }
  return gap
}

/**
 * The gap that n independent observations reach with a probability of at most `error`, whatever the distribution:
 * P(gap > ε) ≤ 2·e^(−2nε²) (Massart, "The tight constant in the Dvoretzky–Kiefer–Wolfowitz inequality", 1990).
 */
export function gapBound(n: number, error: number): number {
  return Math.sqrt(Math.log(2 / error) / (2 * n))
}
