import type { Reach } from '../spread.ts'
import type { Escape } from './escape.ts'

/**
 * Many states at once, by mean and variance: `chance` of being in the cloud at all, and within it the uninformed `w`
 * and the next `senders`, with var(w) = `ww`, var(senders) = `ss` and their covariance `ws`.
 */
export type Cloud = { chance: number; w: number; senders: number; ww: number; ws: number; ss: number }

/**
 * A round of a cloud. One state goes to E[w'] = g(w, s) = w · q1^s; over the cloud the second derivatives of g times
 * half the variances come on top. var(w') is what g's slopes make of the variance before, and what the round adds by
 * itself: w² · (q2^s − q1^(2s)) + w · q1^s − w · q2^s, taken over the cloud as well. The senders of the next round are those informed now, or all.
 */
export function nextRound(cloud: Cloud, { log1, log2 }: Escape, senders: 'all' | 'fresh'): Cloud {
  const { chance, w, senders: s, ww, ws, ss } = cloud
  const escaped = Math.exp(log1 * s)
  const [slopeW, slopeS] = [escaped, w * log1 * escaped]
  const mean = escaped * (w + log1 * ws + 0.5 * w * log1 ** 2 * ss)
  const bothEscaped = escaped ** 2 * (w + 2 * log1 * ws + 2 * w * log1 ** 2 * ss)
  const together = escaped ** 2 * Math.expm1(log2 * s) * (w * w + ww)
  const added = together + mean - bothEscaped * Math.exp(log2 * s)
  const variance = slopeW ** 2 * ww + 2 * slopeW * slopeS * ws + slopeS ** 2 * ss + added
  if (senders === 'all') {
    return { chance, w: mean, senders: s + w - mean, ww: variance, ws: -variance, ss: variance }
  }
  const covariance = slopeW * ww + slopeS * ws
  return {
    ...{ chance, w: mean, senders: w - mean, ww: variance },
    ...{ ws: covariance - variance, ss: ww + variance - 2 * covariance },
  }
}

/**
 * P(w = 0) from the mean μ and the variance: of the binomial distribution that has both when the variance is below μ,
 * of the negative binomial when it is above, which is the same formula. With κ = variance − μ it is
 * exp(−(μ² ÷ κ) · ln(1 + κ ÷ μ)) = exp(−μ + κ ÷ 2 − …), so it is right to the second factorial cumulant. Never 1 − it:
 * what comes back is ln P(w = 0).
 */
function logChanceOfNone(mean: number, variance: number): number {
  if (mean <= 0) return 0
  const excess = (variance - mean) / mean
  // The first terms of the series, where the quotient would be 0 ÷ 0.
  if (Math.abs(excess) < 1e-6) return -mean * (1 - excess / 2)
  return excess <= -1 ? Number.NEGATIVE_INFINITY : (-mean / excess) * Math.log1p(excess)
}

export function reachOfCloud({ chance, w, ww }: Cloud): Reach {
  const none = logChanceOfNone(w, ww)
  return { pAll: chance * Math.exp(none), pMiss: -chance * Math.expm1(none), missed: chance * Math.max(0, w) }
}
