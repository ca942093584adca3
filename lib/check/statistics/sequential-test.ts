export type Hypotheses = {
  /** Success probability of what is right, and of what is wrong. */
  right: number
  wrong: number
  /** Chance at most to call the right one wrong, and the wrong one right. */
  falseAlarm: number
  miss: number
}

/**
 * Wald's sequential probability ratio test ("Sequential Tests of Statistical Hypotheses", 1945), which may be asked
 * after every trial and on average needs about half the trials of a test of fixed size. Thresholds 1 ÷ falseAlarm and
 * `miss` bound both errors exactly (Ville's inequality: the likelihood ratio is a martingale under either hypothesis).
 */
export function sequentialTest(
  successes: number,
  trials: number,
  { right, wrong, falseAlarm, miss }: Hypotheses,
): 'right' | 'wrong' | 'undecided' {
  const failures = trials - successes
  const evidence = weight(successes, wrong, right) + weight(failures, 1 - wrong, 1 - right)
  if (evidence >= -Math.log(falseAlarm)) return 'wrong'
  return evidence <= Math.log(miss) ? 'right' : 'undecided'
}

/** log((p ÷ q)^count), where nothing counted says nothing even if it was impossible. */
function weight(count: number, p: number, q: number): number {
  return count === 0 ? 0 : count * (Math.log(p) - Math.log(q))
}
