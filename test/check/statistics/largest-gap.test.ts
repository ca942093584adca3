import { describe, expect, it } from 'vitest'
import { gapBound, largestGap } from '../../../lib/check/statistics/largest-gap.ts'
import { createRandom } from '../../../lib/random/random.ts'

describe('the gap between shares and probabilities', () => {
  it('is none where they agree', () => {
    expect(largestGap([20, 50, 30], [0.2, 0.5, 0.3])).toBeCloseTo(0, 12)
  })

  it('is the largest over all sums from the left', () => {
    // 0.5, 0.6, 1 against 0.2, 0.7, 1.
    expect(largestGap([50, 10, 40], [0.2, 0.5, 0.3])).toBeCloseTo(0.3, 12)
  })

  it('is above its bound no more often than promised', () => {
    const random = createRandom(1, 'gap')
    const trials = 4000
    let above = 0
    for (let trial = 0; trial < trials; trial++) {
      const counts = [0, 0, 0, 0]
      for (let draw = 0; draw < 100; draw++) {
        const place = Math.floor(random() * 4)
        counts[place] = (counts[place] ?? 0) + 1
      }
      if (largestGap(counts, [0.25, 0.25, 0.25, 0.25]) > gapBound(100, 0.1)) above++
    }
    expect(above).toBeGreaterThan(0)
    expect(above / trials).toBeLessThan(0.1)
  })
})
