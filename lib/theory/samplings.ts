import { hitsOfOneSender } from './hits.ts'
import { roundsOf } from './infect-forever.ts'
import { aliveIn, type Spread } from './spread.ts'

/** How a sender picks its targets: distinct ones or not, among the others or among all, itself included. */
export type Sampling = { distinct: boolean; self: boolean }

/**
 * The exact P(everybody) when every informed node sends in each round, by the way it picks. Picking again and again
 * is a sender that picks one at a time; that it may pick itself is one more node to pick among, who is informed.
 */
export function underSampling(spread: Spread, rounds: number, { distinct, self }: Sampling): number {
  const alive = aliveIn(spread)
  if (alive === 1) return 1
  const nodes = self ? spread.nodes + 1 : spread.nodes
  const [fanout, picks] = distinct ? [spread.fanout, 1] : [1, spread.fanout]
  const hits = hitsOfOneSender({ ...spread, nodes, fanout }, 0, alive - 1)
  return roundsOf(alive, { hits, picks }, rounds)?.at(-1)?.pAll ?? 0
}
