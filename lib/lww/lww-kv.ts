import type { Contract } from '../protocol/contract.ts'
import type { Operation, Plan } from '../trace/plan.ts'
import { key } from './setting.ts'

const contract: Contract = {
  write: { key: 'string', value: 'any' },
  kv_read: { key: 'string' },
  kv_merge: { entries: 'object' },
}

/** The same race for a store that knows no versions: it is asked with `write` and `kv_read`, and told no mode. */
export function asLwwKv(plan: Plan): Plan {
  return {
    ...plan,
    contract,
    observe: { request: { type: 'kv_read' }, reply: 'kv_read_ok', field: 'value', keys: [key] },
    operations: plan.operations.flatMap(inItsWords),
  }
}

function inItsWords(operation: Operation): Operation[] {
  const { body } = operation
  switch (body.type) {
    case 'set_mode':
      return []
    case 'vv_write':
      return [{ ...operation, body: { type: 'write', key, value: body.value ?? null } }]
    case 'vv_read':
      return [{ ...operation, body: { type: 'kv_read', key } }]
    default:
      return [operation]
  }
}
