/** P(all) and the like: six places, and as many more as it takes not to show 1 for what can be told from it. */
export function likely(chance: number): string {
  if (chance > 0 && chance < 1e-4) return rare(chance)
  for (let places = 6; places < 16; places++) {
    const text = chance.toFixed(places)
    if (Number(text) < 1 || chance === 1) return text
  }
  return '1.000000'
}

/** P(somebody is missed) and the like, which may be tiny: three digits that count. */
export function rare(chance: number): string {
  if (chance === 0) return '0'
  return chance < 1e-3 ? chance.toExponential(2) : chance.toPrecision(3)
}

/** A difference with its sign. */
export function signed(difference: number): string {
  if (difference === 0) return '0'
  const size = Math.abs(difference)
  return `${difference < 0 ? '-' : '+'}${rare(size)}`
}
