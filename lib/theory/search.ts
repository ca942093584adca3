/** Whether a number does; undefined where that cannot be found out. */
type Does = (number: number) => boolean | undefined

/** The least number from `least` to `most` that `does`, if those that do are the larger ones: doubling, then halving. */
export function leastThat(does: (number: number) => boolean, least: number, most: number): number | null {
  let [low, high] = [least - 1, least]
  while (!does(high)) {
    if (high === most) return null
    low = high
    high = Math.min(most, Math.max(1, 2 * high))
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (does(middle)) high = middle
    else low = middle
  }
  return high
}

/** The same step by step from a guess that is near; undefined when `does` knows no answer on the way. */
export function leastNear(guess: number, does: Does, least: number, most: number): number | null | undefined {
  let number = guess
  for (let found = does(number); found !== true; found = does(++number)) {
    if (found === undefined) return undefined
    if (number === most) return null
  }
  while (number > least) {
    const below = does(number - 1)
    if (below === undefined) return undefined
    if (!below) break
    number--
  }
  return number
}
