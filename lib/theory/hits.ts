import { binomial } from './binomial.ts'
import { hypergeometric } from './hypergeometric.ts'
import type { Spread } from './spread.ts'

/**
 * What one sender does to the live nodes that are uninformed and that no sender before it in this round has hit:
 * the chance T(w → w − x) that it newly hits x of w such nodes, whatever else has happened. For y of them among its
 * `fanout` targets and x of these y messages getting through,
 *
 *   T(w → w − x) = Σ_y C(w, y) · C(N − 1 − w, K − y) ÷ C(N − 1, K)  ·  C(y, x) · (1 − p)^x · p^(y − x)
 *
 * It does not depend on how many are informed, so a round of m senders is T^m. That is all the exact chains need.
 *
 * `chances[(u − from) · width + x]` is T(u + x → u): what flows into u lies side by side.
 */
export type Hits = { from: number; width: number; chances: Float64Array }

/** The hits for all w with `from` ≤ w ≤ `to`; flows into fewer than `from` are left out. */
export function hitsOfOneSender({ nodes, fanout, loss }: Spread, from: number, to: number): Hits {
  const most = Math.min(fanout, to)
  const width = most + 1
  const chances = new Float64Array((to - from + 1) * width)
  const picked = new Float64Array(width)
  const arrived = loss > 0 ? arrivals(most, loss) : undefined
  for (let w = Math.max(1, from); w <= to; w++) {
    hypergeometric(picked, w, fanout, nodes - 1)
    const bound = Math.min(most, w - from)
    for (let x = 0; x <= bound; x++) {
      chances[(w - x - from) * width + x] = arrived === undefined ? (picked[x] ?? 0) : dot(picked, arrived[x])
    }
  }
  // No node left to hit: nothing happens.
  if (from === 0) chances[0] = 1
  return { from, width, chances }
}

/** A table of more numbers is too large to be made. */
const mostNumbers = 2e7

/** About how many multiplications the hits for all w up to `to` take; more than there is time for if they are too many. */
export function effortOfHits({ fanout, loss }: Spread, to: number): number {
  const width = Math.min(fanout, to) + 1
  if ((to + 1) * width > mostNumbers) return Number.POSITIVE_INFINITY
  return (to + 1) * width * (loss > 0 ? width : 1)
}

/** For each x the chance, by y, that x of y messages arrive. */
function arrivals(most: number, loss: number): Float64Array[] {
  const byArrived = Array.from({ length: most + 1 }, () => new Float64Array(most + 1))
  const chances = new Float64Array(most + 1)
  for (let sent = 0; sent <= most; sent++) {
    binomial(chances, sent, 1 - loss, loss)
    for (const [arrived, row] of byArrived.entries()) row[sent] = chances[arrived] ?? 0
  }
  return byArrived
}

function dot(a: Float64Array, b: Float64Array = new Float64Array(0)): number {
  let sum = 0
  for (let index = 0; index < b.length; index++) sum += (a[index] as number) * (b[index] as number)
  return sum
}
