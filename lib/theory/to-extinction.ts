import { effortOfHits, hitsOfOneSender } from './hits.ts'
import { reachByMissed } from './infect-and-die.ts'
import { standstill } from './infect-forever.ts'
import { type Attempt, precisely } from './precise.ts'
import { aliveIn, type Reach, type Spread } from './spread.ts'
import { Uninformed } from './uninformed.ts'

/**
 * The exact reach when every node sends once, in the round after it learned, until nobody is left to send.
 *
 * In which order the informed send makes no difference to whom they reach together, so let them send one at a time.
 * After s of them have sent, w live nodes are uninformed and A − w informed; it is over when s = A − w, with w missed.
 * One number per state instead of two, and A steps in all.
 *
 * Gives up, with undefined, when it would take more than `effort` multiplications.
 */
export function toExtinction(spread: Spread): Reach
export function toExtinction(spread: Spread, effort: number): Reach | undefined
export function toExtinction(spread: Spread, effort = Number.POSITIVE_INFINITY): Reach | undefined {
  const alive = aliveIn(spread)
  if (alive === 1 || spread.fanout === 0) return standstill(alive, 0)[0]
  if (effortOfHits(spread, alive - 1) > effort) return undefined
  const hits = hitsOfOneSender(spread, 0, alive - 1)
  return precisely(alive, (negligible): Attempt<Reach> | undefined => {
    const wave = new Uninformed(alive - 1, hits, negligible)
    const ended = new Float64Array(alive)
    wave.add(alive - 1, 1)
    for (let sent = 1; sent <= alive && !wave.empty; sent++) {
      wave.send()
      const missed = alive - sent
      if (missed > 0 && missed <= wave.high) ended[missed] = wave.take(missed)
      if (wave.work > effort) return undefined
    }
    ended[0] = wave.take(0)
    const last = reachByMissed(ended)
    return { result: last, last, dropped: wave.dropped }
  })
}
