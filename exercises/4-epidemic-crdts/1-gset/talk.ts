import type { Step } from '../../../lib/check/conversation.ts'
import type { Value } from '../../../lib/protocol/message.ts'
import { added, merged } from './histories.ts'

const add = (element: Value): Step => ({ request: added(element), expect: { type: 'add_ok' } })
const read = (elements: Value[]): Step => ({
  request: { type: 'read' },
  expect: { type: 'read_ok', elements },
})
const merge = (elements: Value[], count: number): Step => ({
  request: merged(elements),
  expect: { type: 'merge_ok', new_count: count },
})

/** One node, one client. Lists overlap with what the node holds, in part, in full, not at all, and with themselves. */
export const script: Step[] = [
  read([]),
  merge([], 0),
  add('x'),
  read(['x']),
  merge(['a', 'b', 'c'], 3),
  read(['x', 'a', 'b', 'c']),
  add('x'),
  read(['x', 'a', 'b', 'c']),
  merge(['b', 'c', 'd'], 1),
  read(['x', 'a', 'b', 'c', 'd']),
  merge(['a', 'd'], 0),
  merge(['e', 'e', 'a'], 1),
  merge([], 0),
  read(['x', 'a', 'b', 'c', 'd', 'e']),
  merge([1, '1', 0, '', '__proto__', 'constructor'], 6),
  add(0),
  add(-1.5),
  merge(['1', -1.5, 'e', 'ü'], 1),
  read(['x', 'a', 'b', 'c', 'd', 'e', 1, '1', 0, '', '__proto__', 'constructor', -1.5, 'ü']),
]
