import type { AnswerShapes } from '../../../lib/check/answers.ts'
import type { SetWorkload } from '../../../lib/check/set-full.ts'
import type { Contract } from '../../../lib/protocol/contract.ts'
import type { Observe } from '../../../lib/trace/plan.ts'

export const contract: Contract = {
  add: { element: 'value' },
  remove: { element: 'value' },
  merge: { add_set: 'values', remove_set: 'values' },
  read: {},
}

export const answers: AnswerShapes = {
  add: { type: 'add_ok', fields: [] },
  // Whether there is anything to remove is judged by what the node showed.
  remove: { type: 'remove_ok', fields: [], errors: [20] },
  merge: { type: 'merge_ok', fields: [] },
  read: { type: 'read_ok', fields: ['elements'] },
}

export const workload: SetWorkload = {
  write: 'add',
  field: 'element',
  read: 'read',
  list: 'elements',
  merge: { write: 'merge', list: 'add_set', tombstones: 'remove_set' },
  remove: 'remove',
}

export const observe: Observe = { request: { type: 'read' }, reply: 'read_ok', field: 'elements' }

/** So long after it was acknowledged, or after the last heal, an update has reached every replica. */
export const equalWithinMs = 5000

/** A node answers its clients within this time, whatever it can reach. */
export const answerWithinMs = 100

/** Of the messages between nodes in the scenario that loses some. */
export const loss = 0.2

/** Everybody may tell everybody twenty times a second, also where they are 48 and nothing arrives. */
export const caps = { messages: 40_000 }
