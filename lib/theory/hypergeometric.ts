/**
 * Writes into `chances` the chance that 0, 1, 2, … of `marked` nodes are among `drawn` distinct ones, drawn from
 * `population`: C(marked, y) · C(population − marked, drawn − y) ÷ C(population, drawn). Needs min(marked, drawn) + 1
 * cells, and fills the whole array, with zeros for what cannot happen.
 *
 * Each term comes from its neighbour, beginning at the likeliest, and the sum is made 1 afterwards: no factorial is
 * computed, nothing is subtracted, and every term keeps about 15 digits however small it is.
 */
export function hypergeometric(
  chances: Float64Array,
  marked: number,
  drawn: number,
  population: number,
): void {
  const rest = population - marked - drawn
  const least = Math.max(0, -rest)
  const most = Math.min(marked, drawn)
  const likeliest = Math.floor(((drawn + 1) * (marked + 1)) / (population + 2))
  const mode = Math.min(most, Math.max(least, likeliest))
  chances.fill(0)
  chances[mode] = 1
  let sum = 1
  let term = 1
  for (let y = mode; y < most; y++) {
    term *= ((marked - y) * (drawn - y)) / ((y + 1) * (rest + y + 1))
    chances[y + 1] = term
    sum += term
  }
  term = 1
  for (let y = mode; y > least; y--) {
    term *= (y * (rest + y)) / ((marked - y + 1) * (drawn - y + 1))
    chances[y - 1] = term
    sum += term
  }
  for (let y = least; y <= most; y++) chances[y] = (chances[y] ?? 0) / sum
}
