import { describe, expect, it } from 'vitest'
import { echoesWhatCame, onlyAnswers, sameJson } from '../../lib/check/echo-answers.ts'
import type { Run } from '../../lib/check/run.ts'
import type { Json } from '../../lib/protocol/message.ts'
import type { Operation } from '../../lib/trace/plan.ts'
import { failureOf } from '../support/finding.ts'
import type { Main } from '../support/plain-program.ts'
import { run } from '../support/run.ts'

const ask = (echo: Json, client = 'c1', at = 100): Operation => ({
  ...{ at, client, node: 'n1' },
  body: { type: 'echo', echo },
})

function ran(main: Main, ...operations: Operation[]): Run {
  return run(main, { operations, contract: { echo: { echo: 'any' } } })
}

/** Sends back what `back` makes of the value. */
const answering =
  (back: (echo: Json) => unknown): Main =>
  (node) => {
    node.on('echo', ({ echo }) => ({ type: 'echo_ok', echo: back(echo) }))
  }

describe('values come back', () => {
  it('when each is the one that was sent, its fields in whatever order', () => {
    const turned = answering((echo) =>
      Object.fromEntries(Object.entries(echo as { [name: string]: Json }).reverse()),
    )
    expect(echoesWhatCame(ran(turned, ask({ a: 1, b: [{ c: null }] })))).toEqual({ kind: 'holds' })
  })

  it('are not judged where nothing came back', () => {
    const finding = echoesWhatCame(ran(() => {}, ask(1)))
    expect(finding).toEqual({ kind: 'idle', why: 'Not judged: no value came back at all.' })
  })

  it.each<[string, (echo: Json) => unknown, Json, string]>([
    ['of another kind', String, 1, 'What was sent is a number, what came back is a string.'],
    ['null for false', () => null, false, 'What was sent is true or false, what came back is null.'],
    [
      'a list in another order',
      (echo) => (echo as Json[]).toReversed(),
      [1, 2],
      'Both are a list, and they differ.',
    ],
    ['less than was sent', (echo) => String(echo).slice(0, 2), 'abc', 'Both are a string, and they differ.'],
  ])('not with %s', (_, back, value, difference) => {
    const { message, chain } = failureOf(echoesWhatCame(ran(answering(back), ask(value))))
    expect(message).toMatch(/^c1 sent n1 .* at 100 ms and got back .*\.$/)
    expect(chain).toEqual([difference])
  })

  it('not with the value of somebody else, and then it says whose', () => {
    let last: Json
    const shared: Main = (node) => {
      node.on('echo', ({ echo }, message) => {
        last = echo
        node.after(5, () => node.reply(message, { type: 'echo_ok', echo: last }))
      })
    }
    const { message, chain } = failureOf(echoesWhatCame(ran(shared, ask('a'), ask('b', 'c2', 101))))
    expect(message).toBe('c1 sent n1 "a" at 100 ms and got back "b".')
    expect(chain).toEqual(['"b" is what c2 sent n1, at 101 ms.'])
  })
})

describe('nodes send nothing but answers', () => {
  it('when each message is the first answer to a request', () => {
    expect(
      onlyAnswers(
        ran(
          answering((echo) => echo),
          ask(1),
          ask(1),
        ),
      ),
    ).toEqual({ kind: 'holds' })
  })

  it.each<[string, Main, RegExp]>([
    [
      'to another node',
      (node) => node.on('echo', (body) => node.send('n2', { type: 'copy', echo: body.echo })),
      /^n1 sent n2 a message "copy" at 100 ms, which answers no request/,
    ],
    [
      'to a client, without saying what it answers',
      (node) => node.on('echo', ({ echo }, { src }) => node.send(src, { type: 'echo_ok', echo })),
      /^n1 sent c1 a message "echo_ok" at 100 ms, which answers no request/,
    ],
    [
      'to a client twice',
      (node) =>
        node.on('echo', ({ echo, msg_id }, { src }) => {
          for (let time = 0; time < 2; time++) node.send(src, { type: 'echo_ok', in_reply_to: msg_id, echo })
        }),
      /^n1 sent c1 a message "echo_ok"/,
    ],
  ])('not %s', (_, main, message) => {
    expect(failureOf(onlyAnswers(ran(main, ask(1)))).message).toMatch(message)
  })
})

describe('JSON', () => {
  it('is the same whatever the order of fields, and not whatever that of items', () => {
    expect(sameJson({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true)
    expect(sameJson([1, 2], [2, 1])).toBe(false)
    expect(sameJson(1, '1')).toBe(false)
    expect(sameJson(null, undefined)).toBe(false)
  })
})
