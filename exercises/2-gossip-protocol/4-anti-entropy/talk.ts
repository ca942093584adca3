import type { Step } from '../../../lib/check/conversation.ts'
import type { Body, Value } from '../../../lib/protocol/message.ts'

/** A request of the talk; `copies` takes fields from the answer before. */
type Line = Step & { copies?: { [field: string]: string } }

const syncWith = (messages: Value[] | null): Body => ({
  type: 'digest_sync',
  remote_digest: 'of nobody',
  remote_messages: messages,
})

/** The node is sent another digest: `transferred` of these are new to it, and `after` is what it holds then. */
const differs = (messages: Value[] | null, transferred: number, after: Value[]): Line => ({
  request: syncWith(messages),
  expect(answer) {
    const { type, match, transferred: said, local_messages, ...others } = answer
    const [extra] = Object.keys(others)
    if (type !== 'digest_sync_ok') return 'expected a "digest_sync_ok"'
    if (match !== false) return 'the digest was not its own, so expected match false'
    if (said !== transferred) {
      return `remote_messages was ${JSON.stringify(messages)}, with ${transferred} new to it, so expected transferred ${transferred}`
    }
    if (sorted(local_messages) !== sorted(after))
      return `expected local_messages ${JSON.stringify(after)}, all that it holds after the merge`
    return extra === undefined ? undefined : `the field "${extra}" is not documented`
  },
})

function sorted(list: unknown): string {
  return Array.isArray(list)
    ? list
        .map((value) => JSON.stringify(value))
        .sort()
        .join()
    : ''
}

/** The node is sent the digest that it answered just before. */
const matches = (messages: Value[] | null): Line => ({
  request: syncWith(messages),
  copies: { remote_digest: 'digest' },
  expect(answer) {
    const expected = { type: 'digest_sync_ok', match: true, transferred: 0 }
    const isExpected = answer.match === true && answer.transferred === 0 && Object.keys(answer).length === 3
    return isExpected
      ? undefined
      : `it was sent the very digest that it had answered just before, so expected ${JSON.stringify(expected)}`
  },
})

const digest = (count: number): Line => ({
  request: { type: 'digest' },
  expect: (answer) =>
    answer.type === 'digest_ok' && answer.count === count ? undefined : `expected count ${count}`,
})
const read = (messages: Value[]): Line => ({
  request: { type: 'read' },
  expect: { type: 'read_ok', messages },
})
const add = (message: Value): Line => ({
  request: { type: 'broadcast', message },
  expect: { type: 'broadcast_ok' },
})

export const script: Line[] = [
  read([]),
  digest(0),
  matches(null),
  differs(null, 0, []),
  add(1),
  add('1'),
  add(1),
  digest(2),
  matches(null),
  digest(2),
  matches([1, '1']),
  differs(null, 0, [1, '1']),
  differs(['1', 2, 2, ''], 2, [1, '1', 2, '']),
  differs([], 0, [1, '1', 2, '']),
  differs(['', 2, '1', 1], 0, [1, '1', 2, '']),
  differs(['__proto__', 1], 1, [1, '1', 2, '', '__proto__']),
  digest(5),
  matches(null),
  read([1, '1', 2, '', '__proto__']),
]
