import type { AnswerShapes } from '../../../lib/check/answers.ts'
import type { Allowance } from '../../../lib/check/hybrid-cost.ts'
import type { Contract } from '../../../lib/protocol/contract.ts'
import { broadcastAnswers, broadcastContract } from '../../../lib/scenario/broadcast.ts'

// The numbers that the task text promises.

export const contract: Contract = {
  ...broadcastContract,
  delivery_info: { value: 'value' },
  hybrid_stats: {},
}

/** `delivery_info` is judged by itself: error 20 is a right answer to it. */
export const answers: AnswerShapes = {
  ...broadcastAnswers,
  hybrid_stats: {
    type: 'hybrid_stats_ok',
    fields: ['tree_deliveries', 'gossip_deliveries', 'total'],
  },
}

/** Every message between nodes takes so long: a tree of 25 nodes about as long as a round, so that gossip can race it. */
export const hopMs = 25

/** So long after the last value or heal everybody has everything. */
export const repairMs = 15_000

/** With nothing failing, the share of arrivals that are by the tree. */
export const treeShare = 0.95

/** With nothing failing, how many messages may say that they are the tree's, by n − 1 a value. */
export const treeFactor = 1.5

/** What tree and gossip together may send, answers apart. */
export const allowance: Allowance = { trees: 1.5, perNode: 2, everyMs: 200 }

/** How many times the tree's the bytes of values may be for the star. */
export const lazyFactor = 1.2
