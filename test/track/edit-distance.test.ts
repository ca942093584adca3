import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance } from '../../lib/track/edit-distance.ts'

describe('the edit distance', () => {
  it.each([
    ['gossip', 'gossip', 0],
    ['gosip', 'gossip', 1],
    ['gossiip', 'gossip', 1],
    ['gozsip', 'gossip', 1],
    ['gosspi', 'gossip', 1],
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
  ])('from "%s" to "%s" is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance)
  })

  it('is the same both ways, and at most the longer length', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a))
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length))
      }),
      { seed: 1 },
    )
  })
})
