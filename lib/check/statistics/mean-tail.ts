/**
 * A bound on P(the mean of n independent draws is at least as far from its expectation as this, on the same side), for
 * draws whose `value` is that of 0, 1, 2, … with these probabilities, those numbers themselves if it is not given. Chernoff's ("A measure of asymptotic efficiency", 1952): for every
 * θ of the right sign, P ≤ (E[e^(θX)] · e^(−θ·mean))^n. It holds for every n, and the best θ makes it nearly exact.
 */
export function meanTail(
  mean: number,
  n: number,
  probabilities: readonly number[],
  value: (x: number) => number = (x) => x,
): number {
  const expectation = probabilities.reduce((sum, p, x) => sum + p * value(x), 0)
  if (mean === expectation) return 1
  const sign = Math.sign(mean - expectation)
  const exponent = (theta: number) => logMoment(sign * theta, mean, probabilities, value)
  // Convex in θ: the minimum lies in an interval whose ends are higher, which thirds make smaller.
  let [low, high] = [0, 1]
  while (exponent(2 * high) < exponent(high) && high < steepest) high *= 2
  high *= 2
  for (let step = 0; step < 60; step++) {
    const [left, right] = [low + (high - low) / 3, high - (high - low) / 3]
    if (exponent(left) < exponent(right)) high = right
    else low = left
  }
  return Math.min(1, Math.exp(n * exponent((low + high) / 2)))
}

/** Beyond the largest or smallest draw of all the exponent falls for ever. */
const steepest = 1e4

/** log E[e^(θ(X − mean))], with the largest power taken out so that none overflows. */
function logMoment(
  theta: number,
  mean: number,
  probabilities: readonly number[],
  value: (x: number) => number,
): number {
  const powers = probabilities.flatMap((p, x) => (p > 0 ? [Math.log(p) + theta * (value(x) - mean)] : []))
  const largest = Math.max(...powers)
  return largest + Math.log(powers.reduce((sum, power) => sum + Math.exp(power - largest), 0))
}
