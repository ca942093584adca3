import { logGamma } from './log-gamma.ts'

/** Relative accuracy at which a series or fraction counts as summed. */
const precision = 1e-15
/** Both need a small multiple of √a steps; so many mean that something is not a number. */
const mostSteps = 1_000_000
/** Stands in for a zero denominator (Lentz's method, as Thompson and Barnett modified it, 1986). */
const tiny = 1e-300

/**
 * The regularised upper incomplete gamma function Q(a, x) = Γ(a, x) ÷ Γ(a), for a > 0 and x ≥ 0: a power series for
 * the lower part below a + 1, a continued fraction above, where each converges fast (NIST Digital Library of
 * Mathematical Functions, 8.7.1 and 8.9.2; Press et al., "Numerical Recipes", section 6.2). A small Q keeps its digits.
 */
export function gammaTail(a: number, x: number): number {
  if (!(a > 0) || !(x >= 0)) throw new RangeError(`Q(${a}, ${x}) is not defined: a > 0 and x ≥ 0 are needed`)
  if (x === 0) return 1
  if (x === Number.POSITIVE_INFINITY) return 0
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a))
  return x < a + 1 ? 1 - scale * lowerSeries(a, x) : scale * upperFraction(a, x)
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let n = 1; n < mostSteps && term > sum * precision; n++) {
    term *= x / (a + n)
    sum += term
  }
  return sum
}

function upperFraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / b
  let fraction = d
  for (let n = 1; n < mostSteps; n++) {
    const an = -n * (n - a)
    b += 2
    d = 1 / notZero(an * d + b)
    c = notZero(b + an / c)
    const change = c * d
    fraction *= change
    if (Math.abs(change - 1) < precision) break
  }
  return fraction
}

function notZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value
}
