import type { Step } from '../../../lib/check/conversation.ts'
import type { Body, Value } from '../../../lib/protocol/message.ts'

/** A request of the talk, and whom it is made to; `copies` takes fields from the answer before. */
type Line = Step & { node: string; copies?: { [field: string]: string } }

/** The client talks to this node, and now and then to another that it is cut off from. */
export const talkers = { node: 'n1', other: 'n2' } as const
const { node, other } = talkers

const syncWith = (messages: Value[] | null): Body => ({
  type: 'digest_sync',
  remote_digest: 'of nobody',
  remote_messages: messages,
})

/** The node is sent another digest: `transferred` of these are new to it, and `after` is what it holds then. */
const differs = (messages: Value[] | null, transferred: number, after: Value[]): Line => ({
  node,
  request: syncWith(messages),
  expect(answer) {
    const { type, match, transferred: said, local_messages, ...others } = answer
    const [extra] = Object.keys(others)
    if (type !== 'digest_sync_ok') return 'expected a "digest_sync_ok"'
    if (match !== false)
      return 'when the request came the digest was not that of what the node held, so expected match false'
    if (said !== transferred) {
      return `remote_messages was ${JSON.stringify(messages)}, with ${transferred} new to it, so expected transferred ${transferred}`
    }
    if (sorted(local_messages) !== sorted(after))
      return `expected local_messages ${JSON.stringify(after)}, all that it holds after the merge`
    return extra === undefined ? undefined : `the field "${extra}" is not documented`
  },
})

/** The same, with the digest of the set that the node will hold then: the other one's, asked for just before. */
const differsAsYet = (messages: Value[], transferred: number, after: Value[]): Line => ({
  ...differs(messages, transferred, after),
  copies: { remote_digest: 'digest' },
})

function sorted(list: unknown): string {
  return Array.isArray(list)
    ? list
        .map((value) => JSON.stringify(value))
        .sort()
        .join()
    : ''
}

/** The node is sent the digest that was answered just before, by itself or by one that holds the same. */
const matches = (messages: Value[] | null): Line => ({
  node,
  request: syncWith(messages),
  copies: { remote_digest: 'digest' },
  expect(answer) {
    const expected = { type: 'digest_sync_ok', match: true, transferred: 0 }
    const isExpected = answer.match === true && answer.transferred === 0 && Object.keys(answer).length === 3
    return isExpected
      ? undefined
      : `it was sent the very digest that was answered just before, of the set that it holds, so expected ${JSON.stringify(expected)}`
  },
})

const digest = (count: number, of: string = node): Line => ({
  node: of,
  request: { type: 'digest' },
  expect: (answer) =>
    answer.type === 'digest_ok' && answer.count === count ? undefined : `expected count ${count}`,
})
const read = (messages: Value[]): Line => ({
  node,
  request: { type: 'read' },
  expect: { type: 'read_ok', messages },
})
const unchanged = (messages: Value[]): Line => ({
  node,
  request: { type: 'read' },
  expect: ({ messages: held }) =>
    sorted(held) === sorted(messages)
      ? undefined
      : `the "digest_sync" before had the node's own digest, and then nothing changes, so expected ${JSON.stringify(messages)}`,
})
const add = (message: Value, to: string = node): Line => ({
  node: to,
  request: { type: 'broadcast', message },
  expect: { type: 'broadcast_ok' },
})

const all: Value[] = [1, '1', 2, '', 0, '__proto__']

export const script: Line[] = [
  read([]),
  digest(0),
  matches(null),
  differs(null, 0, []),
  add(1),
  add('1'),
  digest(2),
  matches(null),
  digest(2),
  add(1),
  digest(2),
  matches([1, '1']),
  digest(2),
  matches([1, 'new', 7]),
  unchanged([1, '1']),
  differs(null, 0, [1, '1']),
  digest(2),
  differs(['1', 2, 2, '', 0], 3, [1, '1', 2, '', 0]),
  digest(5),
  differs([], 0, [1, '1', 2, '', 0]),
  differs(['', 2, '1', 1], 0, [1, '1', 2, '', 0]),
  differs(['__proto__', 1], 1, all),
  digest(6),
  matches(null),
  read(all),
  ...[...all].reverse().map((value) => add(value, other)),
  add('late', other),
  digest(7, other),
  differsAsYet(['late'], 1, [...all, 'late']),
  digest(7, other),
  matches(null),
  read([...all, 'late']),
]
