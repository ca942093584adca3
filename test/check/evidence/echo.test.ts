import { describe, expect, it } from 'vitest'
import {
  answersAsRequest,
  answersNothing,
  answersWithoutId,
} from '../../../lib/check/evidence/echo-messages.ts'
import { echoesLastRequest, echoesText, losesEmptyValues } from '../../../lib/check/evidence/echo-values.ts'
import type { Json } from '../../../lib/protocol/message.ts'
import type { Main } from '../../support/plain-program.ts'
import { run } from '../../support/run.ts'

const values: Json[] = ['hello', 0, '', 1, false, true, null, [[], 1, null], { a: 1 }]

/** One client that sends all values, one after the other, or one a client, all at once. */
function ran(main: Main, { together = false } = {}) {
  const operations = values.map((echo, index) => ({
    ...{ at: 100, node: 'n1', client: `c${together ? index + 1 : 1}` },
    body: { type: 'echo', echo },
  }))
  return run(main, { operations, until: 60_000, contract: { echo: { echo: 'any' } } })
}

const answering =
  (back: (echo: Json) => unknown): Main =>
  (node) => {
    node.on('echo', ({ echo }) => ({ type: 'echo_ok', echo: back(echo) }))
  }

describe('a value that comes back as text', () => {
  it.each<[string, (echo: Json) => unknown]>([
    ['String', (echo) => String(echo)],
    ['JSON.stringify', (echo) => (typeof echo === 'string' ? echo : JSON.stringify(echo))],
    ['JSON on several lines', (echo) => (typeof echo === 'string' ? echo : JSON.stringify(echo, null, 2))],
  ])('is proved when all values do, by %s', (_, back) => {
    expect(echoesText(ran(answering(back)))).toBe(
      'c1 sent n1 0 at 100 ms and got back "0": its text, and so it was with all 7 values that were not strings.',
    )
  })

  it.each<[string, (echo: Json) => unknown]>([
    ['strings change as well', (echo) => JSON.stringify(echo)],
    ['some come back as they are', (echo) => (typeof echo === 'number' ? String(echo) : echo)],
    ['lists become another text', (echo) => (Array.isArray(echo) ? 'list' : String(echo))],
    ['it is another text', (echo) => (typeof echo === 'string' ? echo : 'no text')],
  ])('is not proved where %s', (_, back) => {
    expect(echoesText(ran(answering(back)))).toBeUndefined()
  })
})

describe('values that count as false', () => {
  it('are proved lost when they are, and only they', () => {
    expect(losesEmptyValues(ran(answering((echo) => echo || 'default')))).toBe(
      'c1 sent n1 0 at 100 ms and got back "default". In a test for truth 0, "", false and null count as false, and these are the values that did not come back; all others did.',
    )
  })

  const onlyTrue: Main = (node) => {
    node.on('echo', ({ echo }) => (echo ? { type: 'echo_ok', echo } : undefined))
  }

  it('are proved lost when their requests alone get no answer', () => {
    expect(losesEmptyValues(ran(onlyTrue, { together: true }))).toBe(
      'c2 sent n1 0 at 100 ms and never got it back. In a test for truth 0, "", false and null count as false, and these are the values that did not come back; all others did.',
    )
  })

  it('are no sign that nothing is answered, which is proved where nothing is', () => {
    expect(answersNothing(ran(onlyTrue, { together: true }))).toBeUndefined()
    expect(answersNothing(ran((node) => void node.on('echo', () => {}), { together: true }))).toBe(
      'c1 sent n1 an "echo" at 100 ms, and n1 never answered it.',
    )
  })

  it('are not proved lost where one of them came back, or where others are lost too', () => {
    expect(losesEmptyValues(ran(answering((echo) => echo ?? 'default')))).toBeUndefined()
    expect(losesEmptyValues(ran(answering(() => 'default')))).toBeUndefined()
  })
})

describe('one variable for all requests', () => {
  const later =
    (keep: boolean): Main =>
    (node) => {
      let last: Json
      node.on('echo', ({ echo }, message) => {
        if (keep || last === undefined) last = echo
        node.after(5, () => node.reply(message, { type: 'echo_ok', echo: last }))
      })
    }

  it('is proved by a value that came from another client meanwhile', () => {
    expect(echoesLastRequest(ran(later(true), { together: true }))).toBe(
      'c1 sent n1 "hello" at 100 ms and got back {"a":1}, which had come to n1 from c9 at 100 ms, before c1 was answered.',
    )
  })

  it('is not proved by the value of an earlier request', () => {
    expect(echoesLastRequest(ran(later(false), { together: true }))).toBeUndefined()
  })

  it('is not proved by what one client sends later, at the same moment: that came after its answer', () => {
    const ahead = answering((echo) => (echo === 0 ? 1 : echo))
    expect(echoesLastRequest(ran(later(true)))).toBeUndefined()
    expect(echoesLastRequest(ran(ahead))).toBeUndefined()
  })
})

describe('an answer of the type of its request', () => {
  it('is proved by one', () => {
    const returning: Main = (node) => node.on('echo', (body) => body)
    expect(answersAsRequest(ran(returning))).toBe(
      'c1 sent n1 an "echo" at 100 ms. The answer was an "echo" too.',
    )
  })

  it('is not proved by an error', () => {
    expect(answersAsRequest(ran(() => {}))).toBeUndefined()
  })
})

describe('an answer that does not say what it answers', () => {
  it('is proved by a message without in_reply_to to a client that waited in vain', () => {
    const sending: Main = (node) =>
      node.on('echo', ({ echo }, { src }) => node.send(src, { type: 'echo_ok', echo }))
    expect(answersWithoutId(ran(sending))).toBe(
      'n1 sent c1 an "echo_ok" at 100 ms without "in_reply_to", and the request with "msg_id" 1, of 100 ms, was never answered.',
    )
  })

  it('is not proved by silence, nor by a message beside the answer', () => {
    expect(answersWithoutId(ran((node) => node.on('echo', () => {})))).toBeUndefined()
    const both: Main = (node) =>
      node.on('echo', ({ echo }, { src }) => {
        node.send(src, { type: 'note' })
        return { type: 'echo_ok', echo }
      })
    expect(answersWithoutId(ran(both))).toBeUndefined()
  })
})
