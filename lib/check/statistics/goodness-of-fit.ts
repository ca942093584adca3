import { chiSquareTail } from './chi-square-tail.ts'
import { pearson } from './pearson.ts'

/** Cells that are expected to hold fewer are put together with the next: χ² describes them badly (Cochran, 1954). */
const leastExpected = 5

export type Fit = {
  statistic: number
  freedom: number /** P(at least so bad a fit, if the theory holds). */
  p: number
}

/**
 * How well counts by outcome agree with the exact probabilities of these outcomes, which sum to 1. Neighbouring
 * outcomes are pooled until each pool is expected to hold at least five.
 */
export function goodnessOfFit(counts: readonly number[], probabilities: readonly number[]): Fit {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const observed: number[] = []
  const expected: number[] = []
  let [count, mean] = [0, 0]
  for (const [index, probability] of probabilities.entries()) {
    count += counts[index] ?? 0
    mean += probability * total
    if (mean < leastExpected) continue
    observed.push(count)
    expected.push(mean)
    ;[count, mean] = [0, 0]
  }
  // What is left over at the end joins the last pool.
  const last = observed.length - 1
  if (last < 1) throw new RangeError(`${total} observations are too few to compare with this distribution`)
  observed[last] = (observed[last] ?? 0) + count
  expected[last] = (expected[last] ?? 0) + mean
  const statistic = pearson(observed, expected)
  return { statistic, freedom: last, p: chiSquareTail(statistic, last) }
}
