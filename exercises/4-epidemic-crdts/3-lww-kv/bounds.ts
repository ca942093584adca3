import type { AnswerShapes } from '../../../lib/check/answers.ts'
import type { Contract } from '../../../lib/protocol/contract.ts'
import type { Observe } from '../../../lib/trace/plan.ts'

export const contract: Contract = {
  write: { key: 'string', value: 'any' },
  kv_read: { key: 'string' },
  kv_merge: { entries: 'object' },
}

/** What a `kv_read` is answered where something is held; where nothing is, error 20. */
export const answers: AnswerShapes = {
  write: { type: 'write_ok', fields: ['ts'] },
  kv_read: { type: 'kv_read_ok', fields: ['key', 'value', 'ts'] },
  kv_merge: { type: 'kv_merge_ok', fields: ['updated'] },
}

export function observed(keys: string[]): Observe {
  return { request: { type: 'kv_read' }, reply: 'kv_read_ok', field: 'value', keys }
}

/** A request is answered within this time: by the node itself, without asking others. */
export const answerWithinMs = 100

/** So long after the last change or the last heal all nodes hold the same. */
export const equalWithinMs = 5000

/** Clocks are off by this at most, before any of them is set back. */
export const skewMs = 2000

/** Messages go on being lost for this long after the last change or the last heal, and then no more. */
export const lossLingersMs = 1000
