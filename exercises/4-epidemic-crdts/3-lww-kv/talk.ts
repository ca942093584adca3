import type { Json } from '../../../lib/protocol/message.ts'
import type { Told } from '../../../lib/scenario/isolated.ts'
import { epochMs } from '../../../lib/trace/clock.ts'

// What a client asks of one node that hears of no other. What the answers must be follows from the order of entries.

export const write = (key: string, value: Json): Told => ({ body: { type: 'write', key, value } })
export const read = (key: string): Told => ({ body: { type: 'kv_read', key } })

/** As soon as the request before is answered: in the same millisecond. */
const atOnce = (told: Told): Told => ({ ...told, at: 0 })

/** `at` is in seconds from the beginning of the run; the clock of the node says the same. */
export function entry(value: Json, at: number, node?: string): Json {
  const ts = epochMs / 1000 + at
  return node === undefined ? { value, ts } : { value, ts, node }
}

/** Pairs of key and entry: in an object literal `__proto__` would be no key. */
export function merge(...entries: [string, Json][]): Told {
  return { body: { type: 'kv_merge', entries: Object.fromEntries(entries) } }
}

/** Keys that plain objects have already, or that a test for truth takes for none. */
const awkwardKeys = ['', 'constructor', '__proto__', 'toString', 'ü', 'a b']

/** Values that a test for truth, or for null, takes for none. */
const emptyValues: Json[] = [null, false, 0, '', [], {}]

const nested = { b: [1, { d: null, c: 'x' }], a: { '10': 1, '9': 2 } }
const nestedOtherwise = { a: { '9': 2, '10': 1 }, b: [1, { c: 'x', d: null }] }

/** Long past, and far ahead of any clock of the run. */
const [past, ahead] = [-100, 100]

export const script: Told[] = [
  ...['x', ...awkwardKeys].map(read),
  write('x', 1),
  read('x'),
  ...[2, 2, 1, 0].flatMap((value) => [atOnce(write('x', value)), atOnce(read('x'))]),
  ...awkwardKeys.flatMap((key) => [write(key, `under ${key}`), read(key)]),
  ...emptyValues.flatMap((value) => [write('empty', value), read('empty')]),
  write('nested', nested),
  read('nested'),
  read('unwritten'),
  merge(),
  // Older, newer, and the same again.
  merge(['x', entry('old', past, 'n2')]),
  read('x'),
  merge(['x', entry('new', ahead, 'n2')]),
  read('x'),
  merge(['x', entry('new', ahead, 'n2')]),
  // A write wins over what was merged, whatever the clock says.
  write('x', 'mine'),
  read('x'),
  write('x', 'mine again'),
  read('x'),
  // Some of these are new, and some are not.
  merge(['m1', entry(1, 5, 'n2')], ['m2', entry(2, 5)], ['x', entry('late', past, 'n9')]),
  merge(
    ['m1', entry(1, 5, 'n2')],
    ['m2', entry(3, 6)],
    ['m3', entry(null, 5, 'n3')],
    ['m4', entry(false, 0)],
  ),
  ...['m1', 'm2', 'm3', 'm4', 'x'].map(read),
  merge(['m1', entry(1, 4, 'n2')], ['m2', entry(3, 5)]),
  // The same value, written later or at another node, is another entry.
  merge(['m1', entry(1, 6, 'n2')]),
  merge(['m1', entry(1, 6, 'n3')]),
  read('m1'),
  // The very same value, its keys in another order, this way round and that.
  merge(['o', entry(nested, 7, 'n2')], ['p', entry(nestedOtherwise, 7, 'n2')]),
  merge(['o', entry(nestedOtherwise, 7, 'n2')], ['p', entry(nested, 7, 'n2')]),
  read('o'),
  // As numbers, and to the last digit.
  merge(['ts', { value: 'nine', ts: 9 }]),
  merge(['ts', { value: 'eight', ts: 10 }]),
  merge(['ts', { value: 'later', ts: 10.000001 }]),
  merge(['ts', { value: 'not yet', ts: 10.0000005 }]),
  read('ts'),
  // Equal ts: without a node, with one, with one that comes later in code units.
  merge(['t', entry('same', 7)]),
  merge(['t', entry('same', 7, 'n10')]),
  merge(['t', entry('same', 7)]),
  merge(['t', entry('other', 7, 'n9')]),
  read('t'),
  merge(['t', entry('zzz', 7, 'n10')]),
  read('t'),
  merge(['t', entry('zzzz', 7, 'n9')]),
  merge(['t', entry('a', 7, 'n9')]),
  read('t'),
  // A ts of 0 is a ts.
  merge(
    ['zero', { value: 'first', ts: 0 }],
    ['__proto__', entry('merged', ahead, 'n3')],
    ['', entry(0, ahead)],
  ),
  ...['zero', '__proto__', '', 'constructor'].map(read),
  merge(['zero', { value: 'second', ts: 0 }]),
  merge(['zero', { value: 'a', ts: 0 }]),
  read('zero'),
  ...['__proto__', '', 'zero'].flatMap((key) => [write(key, null), read(key)]),
]
