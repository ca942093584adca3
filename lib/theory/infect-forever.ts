import { effortOfHits, type Hits, hitsOfOneSender } from './hits.ts'
import { type Attempt, precisely } from './precise.ts'
import { aliveIn, type Reach, type Spread } from './spread.ts'
import { Uninformed } from './uninformed.ts'

/**
 * The exact reach after 0, 1, …, `rounds` synchronous rounds in which every node informed before the round sends.
 *
 * The state is w, the live nodes uninformed; A − w are informed and send, so a round takes w to T^(A − w) δ_w, with
 * T from hits.ts. All states at once by Horner's rule: for m = A … 1, put in the chance of w = A − m, then apply T
 * to all that is in. Whoever is put in at m undergoes T m times. A round costs A² · K ÷ 2 multiplications at most, and
 * about A times the width of the distribution in practice.
 *
 * Gives up, with undefined, when it would take more than `effort` multiplications.
 */
export function infectForever(spread: Spread, rounds: number): Reach[]
export function infectForever(spread: Spread, rounds: number, effort: number): Reach[] | undefined
export function infectForever(
  spread: Spread,
  rounds: number,
  effort = Number.POSITIVE_INFINITY,
): Reach[] | undefined {
  const alive = aliveIn(spread)
  if (alive === 1 || spread.fanout === 0) return standstill(alive, rounds)
  if (effortOfHits(spread, alive - 1) > effort) return undefined
  return roundsOf(alive, { hits: hitsOfOneSender(spread, 0, alive - 1), picks: 1 }, rounds, effort)
}

/** What one sender does in a round: `picks` times what `hits` says. */
type Sending = { hits: Hits; picks: number }

export function roundsOf(
  alive: number,
  { hits, picks }: Sending,
  rounds: number,
  effort = Number.POSITIVE_INFINITY,
): Reach[] | undefined {
  return precisely(alive, (negligible): Attempt<Reach[]> | undefined => {
    let [now, next] = [
      new Uninformed(alive - 1, hits, negligible),
      new Uninformed(alive - 1, hits, negligible),
    ]
    now.add(alive - 1, 1)
    const reached = [reachOf(now)]
    while (reached.length <= rounds) {
      next.add(0, now.take(0))
      for (let senders = alive - now.low; senders > 0; senders--) {
        const w = alive - senders
        if (w <= now.high) next.add(w, now.take(w))
        for (let pick = 0; pick < picks; pick++) next.send()
        if (now.work + next.work > effort) return undefined
      }
      now.clear()
      ;[now, next] = [next, now]
      reached.push(reachOf(now))
    }
    return { result: reached, last: reached.at(-1) as Reach, dropped: now.dropped + next.dropped }
  })
}

/** What becomes of a message that cannot or need not go anywhere. */
export function standstill(alive: number, rounds: number): Reach[] {
  const done = alive === 1
  return Array.from({ length: rounds + 1 }, () => ({
    pAll: done ? 1 : 0,
    pMiss: done ? 0 : 1,
    missed: alive - 1,
  }))
}

function reachOf({ chances, low, high }: Uninformed): Reach {
  let [pMiss, missed] = [0, 0]
  // From the top, where there is least: small numbers are added up before they meet large ones.
  for (let w = high; w >= low; w--) {
    pMiss += chances[w] as number
    missed += w * (chances[w] as number)
  }
  return { pAll: chances[0] as number, pMiss, missed }
}
