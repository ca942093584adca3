/** How rarely a statistical test may refuse a right program: less than once in a thousand million seeds. */
export const falseAlarm = 1e-9

/**
 * How far the mean of `count` independent draws, each from an interval `width` wide, may lie from the true mean.
 * Hoeffding's inequality: P(|mean − μ| ≥ t) ≤ 2·exp(−2·count·t² ÷ width²); set to `falseAlarm` and solved for t.
 */
export function meanBound(count: number, width: number): number {
  return width * Math.sqrt(Math.log(2 / falseAlarm) / (2 * count))
}
