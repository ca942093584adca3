import type { AnswerShapes } from '../../../lib/check/answers.ts'
import type { SetWorkload } from '../../../lib/check/set-full.ts'
import type { Contract } from '../../../lib/protocol/contract.ts'

export const contract: Contract = {
  topology: { topology: 'topology' },
  broadcast: { message: 'value' },
  read: {},
}

export const answers: AnswerShapes = {
  topology: { type: 'topology_ok', fields: [] },
  broadcast: { type: 'broadcast_ok', fields: [] },
  read: { type: 'read_ok', fields: ['messages'] },
}

export const workload: SetWorkload = { write: 'broadcast', field: 'message', read: 'read', list: 'messages' }
