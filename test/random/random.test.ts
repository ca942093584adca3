import { describe, expect, it } from 'vitest'
import { createRandom } from '../../lib/random/random.ts'
import { meanBound } from '../support/hoeffding.ts'

const draws = (seed: number, name: string, count = 20) => {
  const random = createRandom(seed, name)
  return Array.from({ length: count }, () => random())
}

describe('dice', () => {
  it('fall the same for the same seed and name', () => {
    expect(draws(7, 'node n1')).toEqual(draws(7, 'node n1'))
  })

  it.each<[string, number, string]>([
    ['seed', 8, 'node n1'],
    ['name', 7, 'node n2'],
    ['name that differs at its end', 7, 'node n11'],
    ['split of digits between seed and name', 70, 'node n1'],
  ])('fall differently for another %s', (_, seed, name) => {
    const others = new Set(draws(seed, name))
    expect(draws(7, 'node n1').filter((draw) => others.has(draw))).toEqual([])
  })

  it('lie from 0 up to, not including, 1', () => {
    expect(draws(1, 'range', 5000).every((draw) => draw >= 0 && draw < 1)).toBe(true)
  })

  it.each([1, 2, 3])('have a mean of one half (seed %i)', (seed) => {
    const count = 20_000
    const mean = draws(seed, 'mean', count).reduce((sum, draw) => sum + draw, 0) / count
    expect(Math.abs(mean - 0.5)).toBeLessThan(meanBound(count, 1))
  })

  it('have first throws of neighbouring seeds that are as uneven as any', () => {
    const count = 5000
    const firsts = Array.from({ length: count }, (_, seed) => createRandom(seed, 'link n1>n2')())
    const low = firsts.filter((draw) => draw < 0.25).length / count
    expect(Math.abs(low - 0.25)).toBeLessThan(meanBound(count, 1))
  })
})
