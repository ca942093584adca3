/** A figure of a paper beside ours: half the width of our interval, and whether the two go together. */
export type Comparison = { paper: string; ours: number; halfWidth: number; agrees: boolean | null }

/** The paper does not say how many runs its figures are means of; so many are assumed. */
export const assumedRuns = 10

/**
 * Compares the mean of `runs` runs of ours, one of which deviates by `deviation`, with a printed figure, `z` standard
 * errors being the reach of an interval. They agree if a mean of ten runs like ours could have come out, and been
 * rounded, as printed. `agrees` is null where nothing is printed. Where all runs came out alike, the rule of three
 * tells how often something one `step` away can have stayed out of sight.
 */
export function compare(
  paper: string,
  { mean, deviation, step }: { mean: number; deviation: number; step: number },
  runs: number,
  z: number,
): Comparison {
  const reach = (count: number) => (deviation > 0 ? (z * deviation) / Math.sqrt(count) : (3 * step) / count)
  const halfWidth = reach(runs)
  if (paper === '') return { paper, ours: mean, halfWidth, agrees: null }
  const agrees = Math.abs(Number(paper) - mean) <= halfWidth + reach(assumedRuns) + halfUnit(paper)
  return { paper, ours: mean, halfWidth, agrees }
}

/** Half of one in the last place of a printed number. */
function halfUnit(printed: string): number {
  const [mantissa = '', exponent = '0'] = printed.split('e')
  const places = mantissa.split('.')[1]?.length ?? 0
  return 0.5 * 10 ** (Number(exponent) - places)
}
