import { chiSquareBound } from './chi-square-bound.ts'

export type Interval = { low: number; high: number }

/**
 * The probabilities that k successes in n trials do not contradict (Wilson, "Probable inference, the law of succession,
 * and statistical inference", 1927). `error` is the chance to miss the true one, about half of it at each end; it is
 * nominal, good for showing how sure a measured share is, and for verdicts there are the exact tails.
 */
export function wilsonInterval(k: number, n: number, error: number): Interval {
  if (n <= 0) return { low: 0, high: 1 }
  // The square of a standard normal variable is χ² with one degree of freedom.
  const zz = chiSquareBound(1, error)
  const share = k / n
  const centre = share + zz / (2 * n)
  const reach = Math.sqrt(zz * ((share * (1 - share)) / n + zz / (4 * n * n)))
  const scale = 1 + zz / n
  return { low: Math.max(0, (centre - reach) / scale), high: Math.min(1, (centre + reach) / scale) }
}
