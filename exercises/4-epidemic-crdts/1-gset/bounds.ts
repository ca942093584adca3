import type { AnswerShapes } from '../../../lib/check/answers.ts'
import type { SetWorkload } from '../../../lib/check/set-full.ts'
import type { Contract } from '../../../lib/protocol/contract.ts'
import type { Observe } from '../../../lib/trace/plan.ts'

export const contract: Contract = {
  add: { element: 'value' },
  merge: { elements: 'values' },
  read: {},
}

export const answers: AnswerShapes = {
  add: { type: 'add_ok', fields: [] },
  merge: { type: 'merge_ok', fields: ['new_count'] },
  read: { type: 'read_ok', fields: ['elements'] },
}

export const workload: SetWorkload = {
  write: 'add',
  field: 'element',
  read: 'read',
  list: 'elements',
  merge: { write: 'merge', list: 'elements' },
}

export const observe: Observe = { request: { type: 'read' }, reply: 'read_ok', field: 'elements' }

/**
 * So long after it was acknowledged, or after the last heal, an element is on every replica. Whoever tells one random
 * peer every 200 ms has 25 rounds: of five nodes, where a fifth of the messages is lost, somebody is then still without
 * an element with a chance of 6.5e-9 (`infectForever` in lib/theory, which a test asks), so that the 40 elements of
 * the lossy runs fail such a program less than once in a million gradings.
 */
export const equalWithinMs = 5000

/** A node answers its clients within this time, whatever it can reach. */
export const answerWithinMs = 100

/** Of the messages between nodes in the scenario that loses some. */
export const loss = 0.2

/** Everybody may tell everybody twenty times a second, also where they are 48 and nothing arrives. */
export const caps = { messages: 40_000 }
