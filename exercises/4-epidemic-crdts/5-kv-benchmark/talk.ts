import type { Step } from '../../../lib/check/conversation.ts'
import type { Json } from '../../../lib/protocol/message.ts'

/** Legal keys and values that trip programs which keep them as fields of an object, or test them for truth. */
export const awkward: { key: string; value: Json }[] = [
  { key: '', value: 'empty' },
  { key: 'zero', value: 0 },
  { key: '0', value: '' },
  { key: 'constructor', value: false },
  { key: '__proto__', value: { constructor: 1 } },
  { key: 'toString', value: null },
  { key: 'ü', value: [1, '1', [], { x: null }] },
  { key: 'one', value: '1' },
]

const wrote = (key: string, value: Json, id: number): Step => ({
  request: { type: 'bench_write', key, value },
  expect: { type: 'bench_write_ok', write_id: id },
})
const reads = (key: string, value: Json): Step => ({
  request: { type: 'bench_read', key },
  expect: (answer) =>
    answer.type === 'bench_read_ok' &&
    JSON.stringify(answer.value) === JSON.stringify(value) &&
    !hasMore(answer)
      ? undefined
      : `expected ${JSON.stringify({ type: 'bench_read_ok', value })}`,
})
const missing = (key: string): Step => ({
  request: { type: 'bench_read', key },
  expect: ({ type, code }) =>
    type === 'error' && code === 20 ? undefined : 'nobody has written this key, so expected error 20',
})
const reported = (writes: number, keys: number): Step => ({
  request: { type: 'bench_report' },
  expect({ convergence_ms: _gold, ...answer }) {
    const expected = {
      type: 'bench_report_ok',
      total_writes: writes,
      total_gossip_msgs: 0,
      msgs_per_write: 0,
      keys_stored: keys,
    }
    const wrong = Object.entries(expected).find(([field, value]) => answer[field] !== value)
    return wrong === undefined ? undefined : `expected "${wrong[0]}" to be ${JSON.stringify(wrong[1])}`
  },
})

function hasMore(answer: object): boolean {
  return Object.keys(answer).length > 2
}

/** With a node that has no peers: it sends nothing to anybody. */
export const script: Step[] = [
  reported(0, 0),
  missing('x'),
  missing('constructor'),
  missing('__proto__'),
  wrote('x', 1, 1),
  reads('x', 1),
  reported(1, 1),
  wrote('x', 2, 2),
  reads('x', 2),
  wrote('x', 2, 3),
  wrote('x', '2', 4),
  reads('x', '2'),
  missing('X'),
  reported(4, 1),
  ...awkward.map(({ key, value }, index) => wrote(key, value, 5 + index)),
  ...awkward.map(({ key, value }) => reads(key, value)),
  wrote('zero', 7, 5 + awkward.length),
  wrote('zero', 0, 6 + awkward.length),
  reads('zero', 0),
  missing('never written'),
  reported(6 + awkward.length, 1 + awkward.length),
]
