import { describe, expect, it } from 'vitest'
import { type Step, wentAsScripted } from '../../lib/check/conversation.ts'
import type { Node } from '../../lib/node/api.ts'
import { failureOf } from '../support/finding.ts'
import { keeper } from '../support/programs.ts'
import { run } from '../support/run.ts'

const told: Step = { request: { type: 'broadcast', message: 1 }, expect: { type: 'broadcast_ok' } }
const shown = (...messages: (number | string)[]): Step => ({
  request: { type: 'read' },
  expect: { type: 'read_ok', messages },
})

function judged(steps: Step[], main: (node: Node) => void = keeper, client = 'c1') {
  const operations = steps.map(({ request }) => ({ at: 0, client, node: 'n1', body: request }))
  return wentAsScripted(run(main, { nodes: ['n1'], operations }), steps, client)
}

describe('a conversation goes as scripted', () => {
  it('when every answer is the one expected', () => {
    expect(judged([shown(), told, shown(1)])).toEqual({ kind: 'holds' })
  })

  it('whatever the order of a list', () => {
    const two: Step = { request: { type: 'broadcast', message: 'a' }, expect: { type: 'broadcast_ok' } }
    expect(judged([told, two, shown('a', 1)])).toEqual({ kind: 'holds' })
  })

  it('when a predicate has nothing to object to', () => {
    const step: Step = {
      request: { type: 'read' },
      expect: ({ type }) => (type === 'read_ok' ? undefined : 'no'),
    }
    expect(judged([step])).toEqual({ kind: 'holds' })
  })

  it('with another client than c1', () => {
    expect(judged([told], keeper, 'c7')).toEqual({ kind: 'holds' })
  })
})

describe('a conversation goes wrong', () => {
  it('at the first answer that differs, and the chain is what was said before', () => {
    expect(failureOf(judged([told, shown(2), shown(3)]))).toEqual({
      kind: 'fails',
      at: 0,
      message: '{"type":"read"} was answered {"type":"read_ok","messages":[1]}: "messages" lacks 2.',
      chain: ['{"type":"broadcast","message":1} was answered {"type":"broadcast_ok"}.'],
    })
  })

  it.each([
    [{ type: 'count_ok', sent: 3, peers: 2 }, 'expected "sent" to be 2'],
    [{ type: 'count_ok', peers: 2 }, 'it lacks "sent"'],
    [{ type: 'count_ok', sent: 2, peers: 2, more: 1 }, '"more" is not documented'],
    [{ type: 'counted', sent: 2, peers: 2 }, 'expected {"type":"count_ok","sent":2,"peers":2}'],
  ])('by a field: %j', (answer, difference) => {
    const step: Step = { request: { type: 'count' }, expect: { type: 'count_ok', sent: 2, peers: 2 } }
    const main = (node: Node) => node.on('count', () => answer)
    expect(failureOf(judged([step], main)).message).toContain(`: ${difference}.`)
  })

  it('naming what a list holds too much, or twice', () => {
    expect(failureOf(judged([told, shown()])).message).toMatch(
      /: "messages" holds 1, which nobody put there\.$/,
    )
    const twice = (node: Node) => {
      keeper(node)
      node.on('read', () => ({ type: 'read_ok', messages: [1, 1] }))
    }
    expect(failureOf(judged([told, shown(1)], twice)).message).toMatch(
      /: "messages" holds something twice\.$/,
    )
  })

  it('when 1 is answered for "1"', () => {
    expect(judged([told, shown('1')]).kind).toBe('fails')
  })

  it('when a value stands in a list twice', () => {
    const twice = (node: Node) => {
      keeper(node)
      node.on('read', () => ({ type: 'read_ok', messages: [1, 1] }))
    }
    expect(judged([told, shown(1)], twice).kind).toBe('fails')
  })

  it('after a long talk, of which the chain keeps the end', () => {
    const steps = [shown(), shown(), shown(), shown(), shown(), shown(1)]
    expect(failureOf(judged(steps)).chain).toEqual([
      '2 earlier requests went as expected.',
      ...Array.from({ length: 3 }, () => '{"type":"read"} was answered {"type":"read_ok","messages":[]}.'),
    ])
  })

  it('when a request that was answered once is not answered again', () => {
    const onlyOnce = (node: Node) => {
      let times = 0
      node.on('broadcast', () => (times++ === 0 ? { type: 'broadcast_ok' } : undefined))
    }
    expect(failureOf(judged([told, told], onlyOnce)).message).toBe(
      '{"type":"broadcast","message":1} was sent again, as a client may, and got no answer this time; the first time it was answered.',
    )
  })

  it('when there is no answer', () => {
    const mute = (node: Node) => {
      keeper(node)
      node.on('broadcast', () => {})
    }
    expect(failureOf(judged([told, shown()], mute))).toMatchObject({
      message: '{"type":"broadcast","message":1} got no answer.',
      chain: [],
    })
  })

  it('when it never came to the request', () => {
    const steps = [told, told, told]
    const ran = run(keeper, { nodes: ['n1'], operations: [], until: 500 })
    expect(failureOf(wentAsScripted(ran, steps)).message).toBe(
      '{"type":"broadcast","message":1} got no answer.',
    )
  })

  it('when a predicate objects, in its words', () => {
    const step: Step = { request: { type: 'read' }, expect: () => 'it should know better' }
    expect(failureOf(judged([step])).message).toBe(
      '{"type":"read"} was answered {"type":"read_ok","messages":[]}: it should know better.',
    )
  })
})
