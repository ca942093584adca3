import { describe, expect, it } from 'vitest'
import { goodnessOfFit } from '../../../lib/check/statistics/goodness-of-fit.ts'
import { pearson } from '../../../lib/check/statistics/pearson.ts'
import { plausibleCounts } from '../../../lib/check/statistics/plausible-counts.ts'
import { createRandom } from '../../../lib/random/random.ts'

describe("Pearson's statistic", () => {
  it("is what Mendel's peas give: 315, 101, 108 and 32 of 9 : 3 : 3 : 1", () => {
    const expected = [9, 3, 3, 1].map((part) => (part / 16) * 556)
    expect(pearson([315, 101, 108, 32], expected)).toBeCloseTo(0.47, 3)
  })

  it('refuses cells that do not match, or that nothing should fall into', () => {
    expect(() => pearson([1, 2], [1])).toThrow(RangeError)
    expect(() => pearson([1, 2], [3, 0])).toThrow(RangeError)
  })
})

describe('goodness of fit', () => {
  const binomial = [1, 8, 28, 56, 70, 56, 28, 8, 1].map((ways) => ways / 256)

  it('pools what is too rare, and loses no observation by it', () => {
    const { freedom, statistic } = goodnessOfFit([0, 3, 11, 22, 27, 22, 11, 3, 1], binomial)
    expect(freedom).toBe(4)
    expect(statistic).toBeLessThan(1)
  })

  it('refuses to judge where all outcomes fall into one pool', () => {
    expect(() => goodnessOfFit([1, 2, 1], [0.25, 0.5, 0.25])).toThrow('4 observations are too few')
  })

  it('finds what follows the distribution surprising as often as it should be', () => {
    const random = createRandom(1, 'fit')
    let surprising = 0
    for (let experiment = 0; experiment < 2000; experiment++) {
      if (goodnessOfFit(flips(random, 0.5), binomial).p < 0.01) surprising++
    }
    const { least, most } = plausibleCounts(2000, 0.01, 1e-3)
    expect(surprising).toBeGreaterThanOrEqual(least)
    expect(surprising).toBeLessThanOrEqual(most)
  })

  it('finds out what does not follow it', () => {
    expect(goodnessOfFit(flips(createRandom(1, 'biased'), 0.6), binomial).p).toBeLessThan(1e-6)
  })
})

/** How often 300 throws of eight coins showed 0, 1, … 8 heads. */
function flips(random: () => number, p: number): number[] {
  const counts = new Array<number>(9).fill(0)
  for (let throws = 0; throws < 300; throws++) {
    let heads = 0
    for (let coin = 0; coin < 8; coin++) if (random() < p) heads++
    counts[heads] = (counts[heads] ?? 0) + 1
  }
  return counts
}
