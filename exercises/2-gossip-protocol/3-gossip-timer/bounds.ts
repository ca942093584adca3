import type { AnswerShapes } from '../../../lib/check/answers.ts'
import { tolerance } from '../../../lib/check/rhythm.ts'
import type { Settings } from '../../../lib/check/stretches.ts'
import type { Contract } from '../../../lib/protocol/contract.ts'
import { periodicAnswers, periodicContract } from '../../../lib/scenario/periodic.ts'
import { infectForever } from '../../../lib/theory/infect-forever.ts'

/** Until a client says otherwise. */
export const defaults: Settings = { fanout: 2, intervalMs: 200 }

/** Of all messages between nodes, in the scenarios with loss. */
export const loss = 0.3

/** The longest that a message takes, in milliseconds. */
const latencyMs = 20

export const contract: Contract = {
  ...periodicContract,
  gossip_round: {},
  gossip_sync: { messages: 'values' },
}

export const answers: AnswerShapes = {
  ...periodicAnswers,
  gossip_round: { type: 'gossip_round_ok', fields: ['peers_contacted', 'messages_sent'] },
}

/** How often a value may be late on a right program: some fifty values a grading make less than one in a million. */
const falseAlarm = 1e-9

/**
 * Milliseconds in which a right program brings a value everywhere. Whoever knows it when a time of 1.1 intervals and
 * one latency begins makes a round in it, and the round arrives in it: so in each such time at least as many come to
 * know it as in a round of the synchronous model in which everybody pushes. In that model the value is everywhere
 * after `roundsUntil` rounds, but for one in 10⁹ cases.
 */
export function withinMs(spread: { nodes: number; loss: number } | { nodes: number; active: 1 }): number {
  const roundMs = defaults.intervalMs * (1 + tolerance) + latencyMs
  const rounds =
    'active' in spread ? 2 * meetings(spread.nodes) : roundsUntil(spread.nodes, spread.loss, falseAlarm)
  return Math.ceil(rounds * roundMs)
}

/** After how many rounds the chance that somebody is still without a value is at most `miss`. */
export function roundsUntil(nodes: number, loss: number, miss: number): number {
  const fanout = Math.min(defaults.fanout, nodes - 1)
  for (let most = 16; ; most *= 2) {
    const rounds = infectForever({ nodes, fanout, loss, crashed: 0 }, most).findIndex(
      ({ pMiss }) => pMiss <= miss,
    )
    if (rounds >= 0) return rounds
  }
}

/**
 * Rounds in which one node alone meets each of the others: it misses a given one for r rounds with chance
 * (1 − K/(N−1))^r. It hears of all values in so many, and spreads them in as many more.
 */
function meetings(nodes: number): number {
  const missOnce = 1 - defaults.fanout / (nodes - 1)
  return Math.ceil(Math.log(falseAlarm / (nodes - 1)) / Math.log(missOnce))
}
