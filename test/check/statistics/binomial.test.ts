import fc from 'fast-check'
import { all, bignumber, combinations, create } from 'mathjs'
import { describe, expect, it } from 'vitest'
import { binomialAtLeast } from '../../../lib/check/statistics/binomial-at-least.ts'
import { binomialAtMost } from '../../../lib/check/statistics/binomial-at-most.ts'
import { plausibleCounts } from '../../../lib/check/statistics/plausible-counts.ts'
import { wilsonInterval } from '../../../lib/check/statistics/wilson-interval.ts'
import { createRandom } from '../../../lib/random/random.ts'

const exact = create(all ?? {}, { number: 'BigNumber', precision: 60 })

/** P(X ≥ k), summed in sixty digits. */
function summed(k: number, n: number, p: number): number {
  let sum = exact.bignumber(0)
  const [yes, no] = [exact.bignumber(p), exact.subtract(exact.bignumber(1), exact.bignumber(p))]
  for (let i = k; i <= n; i++) {
    const ways = combinations(bignumber(n), bignumber(i))
    const chance = exact.multiply(exact.pow(yes, i), exact.pow(no, n - i))
    sum = exact.add(sum, exact.multiply(ways, chance)) as typeof sum
  }
  return exact.number(sum)
}

describe('binomial tails', () => {
  it.each([
    [3, 10, 0.5],
    [9, 10, 0.1],
    [60, 100, 0.5],
    [25, 100, 0.5],
    [95, 200, 0.3],
    [1, 40, 0.001],
  ])('P(X ≥ %i) of %i trials at %d is the sum of its terms', (k, n, p) => {
    const truth = summed(k, n, p)
    expect(Math.abs(binomialAtLeast(k, n, p) - truth) / truth).toBeLessThan(1e-11)
  })

  it('are certain or impossible at the ends', () => {
    expect(binomialAtLeast(0, 5, 0.3)).toBe(1)
    expect(binomialAtLeast(6, 5, 0.3)).toBe(0)
    expect(binomialAtLeast(1, 5, 0)).toBe(0)
    expect(binomialAtLeast(5, 5, 1)).toBe(1)
    expect(binomialAtMost(5, 5, 0.3)).toBe(1)
    expect(binomialAtMost(-1, 5, 0.3)).toBe(0)
  })

  it('leave nothing out between them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, p, where) => {
          const k = Math.round(where * n)
          expect(binomialAtLeast(k, n, p) + binomialAtMost(k - 1, n, p)).toBeCloseTo(1, 9)
        },
      ),
      { seed: 1 },
    )
  })
})

describe('plausible counts', () => {
  it('leave out no more than the error, and one step less would', () => {
    for (const [n, p, error] of [
      [2000, 0.0298, 1e-6],
      [50, 0.5, 0.01],
      [400, 0.99, 1e-4],
    ] as const) {
      const { least, most } = plausibleCounts(n, p, error)
      expect(binomialAtMost(least - 1, n, p)).toBeLessThanOrEqual(error / 2)
      expect(binomialAtMost(least, n, p)).toBeGreaterThan(error / 2)
      expect(binomialAtLeast(most + 1, n, p)).toBeLessThanOrEqual(error / 2)
      expect(binomialAtLeast(most, n, p)).toBeGreaterThan(error / 2)
    }
  })

  it('are all counts where little is tried', () => {
    expect(plausibleCounts(3, 0.5, 1e-6)).toEqual({ least: 0, most: 3 })
  })
})

describe("Wilson's interval", () => {
  // Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is from %d to %d', (k, n, low, high) => {
    const interval = wilsonInterval(k, n, 0.05)
    expect(interval.low).toBeCloseTo(low, 4)
    expect(interval.high).toBeCloseTo(high, 4)
  })

  it('says nothing where nothing was tried', () => {
    expect(wilsonInterval(0, 0, 0.05)).toEqual({ low: 0, high: 1 })
  })

  it('holds the true probability about as often as it says', () => {
    const random = createRandom(1, 'wilson')
    let missed = 0
    const experiments = 4000
    for (let experiment = 0; experiment < experiments; experiment++) {
      let successes = 0
      for (let trial = 0; trial < 200; trial++) if (random() < 0.2) successes++
      const { low, high } = wilsonInterval(successes, 200, 0.05)
      if (low > 0.2 || high < 0.2) missed++
    }
    const { least, most } = plausibleCounts(experiments, 0.05, 1e-3)
    expect(missed).toBeGreaterThanOrEqual(least)
    expect(missed).toBeLessThanOrEqual(most)
  })
})
