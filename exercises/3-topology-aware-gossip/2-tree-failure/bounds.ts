import type { AnswerShapes } from '../../../lib/check/answers.ts'
import type { Contract } from '../../../lib/protocol/contract.ts'
import { broadcastAnswers, broadcastContract } from '../../../lib/scenario/broadcast.ts'

export const contract: Contract = { ...broadcastContract, tree_info: {}, check_acks: {}, failure_stats: {} }

export const answers: AnswerShapes = {
  ...broadcastAnswers,
  tree_info: { type: 'tree_info_ok', fields: ['neighbors', 'message_count'] },
  check_acks: { type: 'check_acks_ok', fields: ['pending', 'timed_out', 'direct_sent'] },
  failure_stats: { type: 'failure_stats_ok', fields: ['total_failures', 'direct_deliveries'] },
}

// The numbers that the task text promises.

/** The tree's nodes have at most so many neighbours. */
export const mostNeighbours = 8

/** The tree stands by then, and no value comes before. */
export const treeStandsAt = 1000

/** Every node that is up is asked `check_acks` again after so many milliseconds. */
export const askedEveryMs = 500

/** From its broadcast, or from a failure that comes after it, a value has so long to reach every living node. */
export const reachedWithinMs = 2000
