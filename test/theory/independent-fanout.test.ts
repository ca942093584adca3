import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fanoutByOne, meetsExactly, missByOne } from '../../lib/theory/independent-fanout.ts'

describe('the fanout with which one node misses a given other', () => {
  it.each([
    [25, 0.99, 5, 15],
    [5, 0.99, 5, 3],
    [10, 0.99, 5, 6],
    [25, 0.99, 10, 9],
  ])('is for %i nodes, %f and %i rounds: %i', (nodes, target, rounds, fanout) => {
    expect(fanoutByOne({ nodes, rounds }, target)).toBe(fanout)
  })

  it('misses 0.007416 for the first of them', () => {
    expect(missByOne({ nodes: 25, rounds: 5 }, 15)).toBeCloseTo(0.007416, 6)
  })

  it.each([
    [1, 0.99, 5, 0],
    [1, 1, 5, 0],
    [2, 0.5, 1, 1],
    [25, 0, 5, 1],
    [25, 1, 5, 24],
    [25, 1, 1000, 24],
    [25, 5e-324, 1, 1],
    [3, 1 - 2 ** -53, 53, 2],
  ])('is at the ends for %i nodes, %f and %i rounds: %i', (nodes, target, rounds, fanout) => {
    expect(fanoutByOne({ nodes, rounds }, target)).toBe(fanout)
  })

  it.each([
    [6, 0.936, 3, 3],
    [11, 0.91, 2, 7],
    [11, 0.271, 3, 1],
    [3, 0.875, 3, 1],
  ])(
    'takes a target that is met exactly for met: %i nodes, %f, %i rounds',
    (nodes, target, rounds, fanout) => {
      expect(fanoutByOne({ nodes, rounds }, target)).toBe(fanout)
      expect(meetsExactly({ nodes, rounds }, fanout, target)).toBe(true)
      expect(meetsExactly({ nodes, rounds }, fanout, target + 1e-15)).toBe(false)
    },
  )

  it('is the smallest that does it, to within what a computer rounds', () => {
    const nodes = fc.integer({ min: 2, max: 80 })
    const rounds = fc.integer({ min: 1, max: 8 })
    const target = fc.double({ min: 0.001, max: 0.999, noNaN: true })
    fc.assert(
      fc.property(nodes, rounds, target, (nodes, rounds, target) => {
        const fanout = fanoutByOne({ nodes, rounds }, target)
        expect(missByOne({ nodes, rounds }, fanout)).toBeLessThanOrEqual(1 - target + 1e-14)
        if (fanout > 1) expect(missByOne({ nodes, rounds }, fanout - 1)).toBeGreaterThan(1 - target - 1e-14)
      }),
      { seed: 1, numRuns: 300 },
    )
  })
})
