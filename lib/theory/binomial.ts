/**
 * Writes into `chances` the chance of 0, 1, 2, … successes in `trials` independent ones that each succeed with
 * probability `p`: C(trials, x) · p^x · (1 − p)^(trials − x), term by term from the likeliest, as in hypergeometric.ts.
 * `q` is 1 − p, given apart because 1 − p loses the digits of a p that is nearly 1.
 */
export function binomial(chances: Float64Array, trials: number, p: number, q = 1 - p): void {
  chances.fill(0)
  if (p <= 0 || q <= 0) {
    chances[p <= 0 ? 0 : trials] = 1
    return
  }
  const mode = Math.min(trials, Math.floor((trials + 1) * p))
  chances[mode] = 1
  let sum = 1
  let term = 1
  for (let x = mode; x < trials; x++) {
    term *= ((trials - x) * p) / ((x + 1) * q)
    chances[x + 1] = term
    sum += term
  }
  term = 1
  for (let x = mode; x > 0; x--) {
    term *= (x * q) / ((trials - x + 1) * p)
    chances[x - 1] = term
    sum += term
  }
  for (let x = 0; x <= trials; x++) chances[x] = (chances[x] ?? 0) / sum
}
