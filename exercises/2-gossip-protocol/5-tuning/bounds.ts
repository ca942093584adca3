import type { AnswerShapes } from '../../../lib/check/answers.ts'
import type { Limits } from '../../../lib/grade/grader.ts'
import type { Contract } from '../../../lib/protocol/contract.ts'
import { broadcastAnswers, broadcastContract } from '../../../lib/scenario/broadcast.ts'
import { periodicAnswers, periodicContract } from '../../../lib/scenario/periodic.ts'

// The numbers that the task text promises.

export const contract: Contract = { ...broadcastContract, ...periodicContract, gossip_stats: {} }

export const answers: AnswerShapes = {
  ...broadcastAnswers,
  ...periodicAnswers,
  gossip_stats: {
    type: 'gossip_stats_ok',
    fields: ['broadcasts_received', 'gossip_messages_sent', 'messages_per_op', 'unique_messages'],
  },
}

export const required: Limits = { name: 'required', perOp: 30, medianMs: 400, maxMs: 600 }
export const gold: Limits = { name: 'gold', perOp: 5, medianMs: 400, maxMs: 600 }
/** Not asked for: a halfway house for who counts messages first. */
export const relaxed: Limits = { name: 'relaxed', perOp: 20, medianMs: 1000, maxMs: 2000 }

/** After the last heal, or its acknowledgement if that is later, a value is everywhere within this time. */
export const healWithinMs = 5000

/** How much more traffic the faster of the two settings makes. */
export const knobFactor = 1.5
export const slow = { fanout: 1, intervalMs: 1000 }
export const fast = { fanout: 5, intervalMs: 100 }
