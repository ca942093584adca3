import { chiSquareTail } from './chi-square-tail.ts'

/** The x that χ² with `freedom` degrees of freedom reaches with this probability, by halving an interval. */
export function chiSquareBound(freedom: number, probability: number): number {
  if (!(probability > 0 && probability < 1)) throw new RangeError(`${probability} is not between 0 and 1`)
  let low = 0
  let high = freedom
  while (chiSquareTail(high, freedom) > probability) high *= 2
  // Until no number lies between.
  for (let middle = high / 2; middle > low && middle < high; middle = (low + high) / 2) {
    if (chiSquareTail(middle, freedom) > probability) low = middle
    else high = middle
  }
  return high
}
