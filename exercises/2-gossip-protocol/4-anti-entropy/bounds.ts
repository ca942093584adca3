import type { AnswerShapes } from '../../../lib/check/answers.ts'
import type { Contract } from '../../../lib/protocol/contract.ts'
import { broadcastAnswers, broadcastContract } from '../../../lib/scenario/broadcast.ts'

const { topology: _map, ...valuesContract } = broadcastContract
const { topology: _told, ...valuesAnswers } = broadcastAnswers

export const contract: Contract = {
  ...valuesContract,
  digest: {},
  digest_sync: { remote_digest: 'any', remote_messages: 'values|null' },
}

/** The answers to `digest_sync` are of two shapes; the talk looks at both. */
export const answers: AnswerShapes = {
  ...valuesAnswers,
  digest: { type: 'digest_ok', fields: ['digest', 'count'] },
}

/** A node begins an exchange at least this often, in milliseconds. */
export const everyMs = 500

/**
 * So long after the last value, or the heal, all nodes hold all. Exchanges in which both sides learn, one a node every
 * 500 ms with up to six messages of 20 ms one after another, have eight full rounds in it; ten nodes are then still
 * unequal less than once in 10⁷ times, even if each exchange sees only what was so at the round's beginning
 * (test/exercises/anti-entropy.test.ts simulates it).
 */
export const equalWithinMs = 5000

/** Bytes that a node may send a second while all hold the same, on average over `forMs`. */
export const inSync = { perSecond: 2000, forMs: 10_000 }

/** Gold: what a difference of three values may cost, as a share of the whole state. */
export const differenceShare = 0.2
