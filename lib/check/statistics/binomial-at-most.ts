import { binomialAtLeast } from './binomial-at-least.ts'

/** P(X ≤ k) where X counts successes in n independent trials, each with probability p: at least n − k failures. */
export function binomialAtMost(k: number, n: number, p: number): number {
  return binomialAtLeast(n - k, n, 1 - p)
}
