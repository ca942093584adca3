import { binomialAtLeast } from './binomial-at-least.ts'
import { binomialAtMost } from './binomial-at-most.ts'

/**
 * The counts that n trials with success probability p stay within, ends included, but for a chance of at most `error`,
 * half of it at each end. For a number of trials fixed in advance: who looks after every trial and stops at the first
 * surprise will be surprised far more often.
 */
export function plausibleCounts(n: number, p: number, error: number): { least: number; most: number } {
  let least = 0
  while (least < n && binomialAtMost(least, n, p) <= error / 2) least++
  let most = n
  while (most > least && binomialAtLeast(most, n, p) <= error / 2) most--
  return { least, most }
}
