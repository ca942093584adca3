import { describe, expect, it } from 'vitest'
import { binomialAtLeast } from '../../../lib/check/statistics/binomial-at-least.ts'
import { binomialAtMost } from '../../../lib/check/statistics/binomial-at-most.ts'
import { meanTail } from '../../../lib/check/statistics/mean-tail.ts'

const coin = [0.7, 0.3]

describe('the bound on how far a mean strays', () => {
  it.each([
    [0.35, 100],
    [0.4, 200],
    [0.45, 2000],
  ])('is above the exact chance of a mean of %f or more, and not far', (mean, n) => {
    const exact = binomialAtLeast(Math.round(mean * n), n, 0.3)
    const bound = meanTail(mean, n, coin)
    expect(bound).toBeGreaterThanOrEqual(exact)
    // Chernoff's bound is right in the exponent and off by the square root of n before it.
    expect(bound).toBeLessThan(exact * 10 * Math.sqrt(n))
  })

  it('holds below as it does above', () => {
    const bound = meanTail(0.2, 200, coin)
    expect(bound).toBeGreaterThanOrEqual(binomialAtMost(40, 200, 0.3))
    expect(bound).toBeCloseTo(meanTail(0.8, 200, [0.3, 0.7]), 12)
  })

  it('is what Chernoff’s formula gives for a coin', () => {
    // exp(−n · D(q ‖ p)) with the relative entropy D.
    const [q, p, n] = [0.4, 0.3, 50]
    const entropy = q * Math.log(q / p) + (1 - q) * Math.log((1 - q) / (1 - p))
    expect(meanTail(q, n, coin)).toBeCloseTo(Math.exp(-n * entropy), 10)
  })

  it('is 1 at the expectation and the chance of the extreme at the end', () => {
    expect(meanTail(0.3, 10, coin)).toBeCloseTo(1, 12)
    expect(meanTail(1, 10, coin)).toBeCloseTo(0.3 ** 10, 12)
    expect(meanTail(0, 10, coin)).toBeCloseTo(0.7 ** 10, 8)
  })
})
