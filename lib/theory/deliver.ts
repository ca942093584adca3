import { hybridExtinction } from './hybrid/extinction.ts'
import { hybridRounds, sketchRounds } from './hybrid/rounds.ts'
import { infectAndDie } from './infect-and-die.ts'
import { infectForever, standstill } from './infect-forever.ts'
import { aliveIn, type Reach, type Spread } from './spread.ts'
import { toExtinction } from './to-extinction.ts'

/** forever: an informed node sends in every round. once: only in the round after it learned. */
export type Model = 'forever' | 'once'

/** How many rounds there are; "inf": until nobody is left to send, which only comes where each sends once. */
export type Rounds = number | 'inf'

/** A sketch is good for a first guess, and nobody is shown it. */
export type Method = 'exact' | 'hybrid' | 'sketch'

/**
 * `reach` is what it comes to, `byRound` the reach after 0, 1, … rounds (with "inf" only beginning and end), and
 * `messages` the expected number sent, those included that are lost or go to the crashed.
 */
export type Delivery = { reach: Reach; byRound: Reach[]; messages: number }

/** Multiplications that an exact answer may take before the hybrid is asked: about half a second. */
const affordable = 2.5e8
/** With more live nodes it takes longer in any case. */
const mostAlive = 20_000

/** What becomes of a message. With the exact method undefined where that would take too long. */
export function deliver(spread: Spread, model: Model, rounds: Rounds, method: 'hybrid' | 'sketch'): Delivery
export function deliver(spread: Spread, model: Model, rounds: Rounds, method: Method): Delivery | undefined
export function deliver(spread: Spread, model: Model, rounds: Rounds, method: Method): Delivery | undefined {
  const byRound = reachByRound(spread, model, rounds, method)
  if (byRound === undefined) return undefined
  return {
    reach: byRound.at(-1) as Reach,
    byRound,
    messages: spread.fanout * sendings(byRound, aliveIn(spread), model, rounds),
  }
}

function reachByRound(spread: Spread, model: Model, rounds: Rounds, method: Method): Reach[] | undefined {
  const alive = aliveIn(spread)
  if (method === 'exact' && alive > mostAlive && !reachesAllAtOnce(spread)) return undefined
  if (rounds === 'inf') {
    if (model === 'forever') throw new RangeError('who sends in every round never stops')
    const first = standstill(alive, 0)
    if (reachesAllAtOnce(spread)) return [...first, { pAll: 1, pMiss: 0, missed: 0 }]
    const end = method === 'exact' ? toExtinction(spread, affordable) : hybridExtinction(spread)
    return end && [...first, end]
  }
  if (reachesAllAtOnce(spread)) {
    return standstill(alive, rounds).map((reach, round) =>
      round === 0 ? reach : { pAll: 1, pMiss: 0, missed: 0 },
    )
  }
  const senders = model === 'forever' ? 'all' : 'fresh'
  if (method === 'sketch') return sketchRounds(spread, rounds, senders)
  if (method === 'hybrid') return hybridRounds(spread, rounds, senders)
  return (model === 'forever' ? infectForever : infectAndDie)(spread, rounds, affordable)
}

/** Whoever sends to all others, and loses nothing, needs no chain to be worked out. */
function reachesAllAtOnce({ nodes, fanout, loss }: Spread): boolean {
  return fanout === nodes - 1 && loss === 0
}

/** How many times a node is expected to send: in each round the informed; or each of the informed once. */
function sendings(byRound: Reach[], alive: number, model: Model, rounds: Rounds): number {
  const informed = byRound.map(({ missed }) => alive - missed)
  if (rounds === 'inf') return informed.at(-1) ?? 0
  const before = informed.slice(0, -1)
  return model === 'once' ? (before.at(-1) ?? 0) : before.reduce((sum, number) => sum + number, 0)
}
