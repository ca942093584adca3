import { logGamma } from './log-gamma.ts'

/** P(X ≥ k) where X counts successes in n independent trials, each with probability p. Exact, and small tails keep their digits. */
export function binomialAtLeast(k: number, n: number, p: number): number {
  if (k <= 0) return 1
  if (k > n) return 0
  if (p <= 0) return 0
  if (p >= 1) return 1
  // Terms shrink going away from the mean: the tail that does so is summed, the other is what it leaves.
  return k > n * p ? upward(k, n, p) : 1 - upward(n - k + 1, n, 1 - p)
}

/** P(X = k) + P(X = k + 1) + …, each term from the one before, until they add nothing. */
function upward(k: number, n: number, p: number): number {
  const odds = p / (1 - p)
  let term = Math.exp(
    logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) + k * Math.log(p) + (n - k) * Math.log1p(-p),
  )
  let sum = term
  for (let i = k; i < n && term > sum * Number.EPSILON; i++) {
    term *= ((n - i) / (i + 1)) * odds
    sum += term
  }
  return Math.min(1, sum)
}
