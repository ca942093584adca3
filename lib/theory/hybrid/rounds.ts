import { standstill } from '../infect-forever.ts'
import { aliveIn, type Reach, type Spread } from '../spread.ts'
import { type Cloud, nextRound, reachOfCloud } from './cloud.ts'
import { escapeFrom } from './escape.ts'
import { FewFresh } from './few-fresh.ts'
import { FewInformed } from './few-informed.ts'
import { frontSize } from './front-size.ts'
import { Gathering } from './gather.ts'

/** Which nodes send in a round: every informed one, or those that learned in the round before. */
export type Senders = 'all' | 'fresh'

/** The first rounds exactly, state by state, while few are informed; states that have outgrown it go to `outgrown`. */
export type Front = {
  /** The chance of still being there. */
  readonly chance: number
  /** Expected live nodes uninformed, times that chance. */
  readonly missed: number
  round(outgrown: Gathering): void
}

/**
 * The reach after 0, 1, …, `rounds` rounds of many nodes: exact while few are informed, because chance is large there
 * and whatever it does multiplies; after that mean and variance are enough.
 */
export function hybridRounds(spread: Spread, rounds: number, senders: Senders): Reach[] {
  return roundsBehind(frontOf(spread, rounds, senders), spread, rounds, senders)
}

/** The same from the source on by mean and variance alone: a guess, but in no time. */
export function sketchRounds(spread: Spread, rounds: number, senders: Senders): Reach[] {
  return roundsBehind(undefined, spread, rounds, senders)
}

function roundsBehind(front: Front | undefined, spread: Spread, rounds: number, senders: Senders): Reach[] {
  const alive = aliveIn(spread)
  if (alive === 1 || spread.fanout === 0) return standstill(alive, rounds)
  const luck = escapeFrom(spread)
  const gathering = new Gathering(alive)
  let clouds: Cloud[] = front === undefined ? [beginning(alive)] : []
  const reached: Reach[] = [{ pAll: 0, pMiss: 1, missed: alive - 1 }]
  while (reached.length <= rounds) {
    clouds = clouds.map((cloud) => nextRound(cloud, luck, senders))
    front?.round(gathering)
    clouds.push(...gathering.take())
    const among = { pAll: 0, pMiss: front?.chance ?? 0, missed: front?.missed ?? 0 }
    reached.push(sum([among, ...clouds.map(reachOfCloud)]))
  }
  return reached
}

function frontOf(spread: Spread, rounds: number, senders: Senders): Front | undefined {
  if (aliveIn(spread) === 1 || frontSize(spread.fanout, spread.loss) === 0) return undefined
  return senders === 'all' ? new FewInformed(spread, rounds) : new FewFresh(spread, rounds)
}

/** The source alone. */
export function beginning(alive: number): Cloud {
  return { chance: 1, w: alive - 1, senders: 1, ww: 0, ws: 0, ss: 0 }
}

function sum(reaches: Reach[]): Reach {
  return reaches.reduce((total, { pAll, pMiss, missed }) => ({
    pAll: total.pAll + pAll,
    pMiss: total.pMiss + pMiss,
    missed: total.missed + missed,
  }))
}
