import { gamma } from 'mathjs'
import { describe, expect, it } from 'vitest'
import { chiSquareBound } from '../../../lib/check/statistics/chi-square-bound.ts'
import { chiSquareTail } from '../../../lib/check/statistics/chi-square-tail.ts'
import { gammaTail } from '../../../lib/check/statistics/gamma-tail.ts'
import { logGamma } from '../../../lib/check/statistics/log-gamma.ts'

/** How far two numbers are apart, as a share of the second. */
const apart = (value: number, truth: number) => Math.abs(value - truth) / Math.abs(truth)

describe('log Γ', () => {
  it.each([0.1, 0.5, 1.5, 2.25, 7, 20.5, 100, 150])('of %d agrees with another implementation of Γ', (x) => {
    expect(Math.abs(logGamma(x) - Math.log(gamma(x)))).toBeLessThan(1e-11)
  })

  it('grows by log x from x to x + 1, also where Γ itself overflows', () => {
    for (const x of [0.3, 3, 300, 30_000]) {
      expect(apart(logGamma(x + 1) - logGamma(x), Math.log(x))).toBeLessThan(1e-9)
    }
  })
})

describe('Q(a, x)', () => {
  it('is exp(−x) for a = 1', () => {
    for (const x of [0.01, 0.5, 1, 2, 5, 50, 500])
      expect(apart(gammaTail(1, x), Math.exp(-x))).toBeLessThan(1e-12)
  })

  it('is the chance of fewer than a Poisson events for whole a', () => {
    for (const [a, x] of [
      [3, 1],
      [10, 25],
      [40, 30],
      [40, 90],
    ] as const) {
      let [term, sum] = [Math.exp(-x), 0]
      for (let k = 0; k < a; k++) {
        sum += term
        term *= x / (k + 1)
      }
      expect(apart(gammaTail(a, x), sum)).toBeLessThan(1e-12)
    }
  })

  it('runs smoothly over the seam between series and fraction', () => {
    for (const a of [0.5, 5, 287.5]) {
      const [below, above] = [gammaTail(a, a + 1 - 1e-9), gammaTail(a, a + 1 + 1e-9)]
      expect(below).toBeGreaterThan(above)
      expect(apart(below, above)).toBeLessThan(1e-8)
    }
  })

  it('is 1 at 0 and 0 at infinity, and refuses what is not defined', () => {
    expect(gammaTail(3, 0)).toBe(1)
    expect(gammaTail(3, Number.POSITIVE_INFINITY)).toBe(0)
    for (const [a, x] of [
      [0, 1],
      [-1, 1],
      [1, -1],
      [Number.NaN, 1],
    ] as const) {
      expect(() => gammaTail(a, x)).toThrow(RangeError)
    }
  })
})

// NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4, "Critical Values of the Chi-Square Distribution".
const table: [freedom: number, probability: number, x: number][] = [
  [1, 0.05, 3.841],
  [1, 0.001, 10.828],
  [2, 0.01, 9.21],
  [10, 0.1, 15.987],
  [10, 0.001, 29.588],
  [24, 0.025, 39.364],
  [100, 0.001, 149.449],
]

describe('the upper tail of χ²', () => {
  it.each(table)('with %i degrees of freedom has %d above the printed %d', (freedom, probability, x) => {
    expect(apart(chiSquareTail(x, freedom), probability)).toBeLessThan(1e-3)
  })

  it.each(table)('is turned round by its bound: %i degrees of freedom, %d', (freedom, probability, x) => {
    expect(Math.abs(chiSquareBound(freedom, probability) - x)).toBeLessThan(6e-4)
    expect(apart(chiSquareTail(chiSquareBound(freedom, probability), freedom), probability)).toBeLessThan(
      1e-9,
    )
  })

  it('keeps its digits where it is tiny', () => {
    // exp(−x ÷ 2), with two degrees of freedom.
    expect(apart(chiSquareTail(600, 2), Math.exp(-300))).toBeLessThan(1e-12)
    expect(chiSquareTail(0, 5)).toBe(1)
  })

  it('has no bound for what is no probability', () => {
    for (const probability of [0, 1, -1, Number.NaN]) {
      expect(() => chiSquareBound(3, probability)).toThrow(RangeError)
    }
  })
})
