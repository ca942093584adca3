import { describe, expect, it } from 'vitest'
import { type AnswerShapes, answersAsDocumented } from '../../lib/check/answers.ts'
import type { Node } from '../../lib/node/api.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import { failureOf } from '../support/finding.ts'
import { keeper } from '../support/programs.ts'
import { broadcast, read, request, run } from '../support/run.ts'

const shapes: AnswerShapes = {
  broadcast: { type: 'broadcast_ok', fields: [] },
  read: { type: 'read_ok', fields: ['messages'] },
}

const judged = (main: (node: Node) => void, plan: Partial<Plan> = {}) =>
  answersAsDocumented(run(main, { operations: [read(100, 'n1', 'c1')], ...plan }), shapes)

/** A node that answers its clients' reads in this way, and the harness as it should. */
const answering = (answer: (node: Node) => unknown) => (node: Node) => {
  node.on('read', (_, { src }) => (src === 'c0' ? { type: 'read_ok', messages: [] } : answer(node)) as never)
}

describe('answers are as documented', () => {
  it('when each has its type and exactly its fields', () => {
    expect(judged(keeper, { operations: [broadcast(100, 'n1', 1), read(200, 'n2')] })).toEqual({
      kind: 'holds',
    })
  })

  it.each([{}, { since: 3 }])('when a field that may be missing is %j', (more) => {
    const optional = { read: { type: 'read_ok', fields: ['messages', 'since?'] } }
    const main = answering(() => ({ type: 'read_ok', messages: [], ...more }))
    const ran = run(main, { operations: [read(100, 'n1', 'c1')] })
    expect(answersAsDocumented(ran, optional)).toEqual({ kind: 'holds' })
  })

  it('when nothing is said of the type that was asked', () => {
    expect(judged(keeper, { operations: [request(100, 'n1', 'constructor')] })).toEqual({ kind: 'holds' })
  })

  it.each<[string, Plan['faults'][number]]>([
    ['was down', { kind: 'crash', node: 'n1', at: 50 }],
    ['was paused for too long', { kind: 'pause', node: 'n1', from: 50, to: 9000 }],
    ['was paused to the end', { kind: 'pause', node: 'n1', from: 50, to: 20_000 }],
  ])('when a node did not answer because it %s', (_, fault) => {
    expect(judged(keeper, { faults: [fault] })).toEqual({ kind: 'holds' })
  })

  it('when a node crashed before it could answer', () => {
    const slow = (node: Node) => {
      node.on('read', (_, message) => {
        if (message.src !== 'c0')
          node.after(500, () => node.reply(message, { type: 'read_ok', messages: [] }))
      })
    }
    expect(judged(slow, { faults: [{ kind: 'crash', node: 'n1', at: 300 }] })).toEqual({ kind: 'holds' })
  })
})

describe('answers are not as documented', () => {
  it('when there is none', () => {
    expect(failureOf(judged(answering(() => {})))).toEqual({
      kind: 'fails',
      at: 100,
      message:
        'c1 sent n1 a "read" at 100 ms and expected "read_ok". No answer came by 5.1 s, when c1 gave up.',
      chain: [
        'n1 received the request, and by then its handler of "read" had given no answer: it returned none, or it was still waiting for something.',
        "Return { type: 'read_ok', messages: … } from the handler, and let it not wait too long before.",
      ],
    })
  })

  it('when the same request was answered before, and the chain says so', () => {
    const onlyOnce = (node: Node) => {
      const seen = new Set()
      node.on('broadcast', ({ message }) => {
        if (seen.has(message)) return undefined
        seen.add(message)
        return { type: 'broadcast_ok' }
      })
    }
    const operations = [broadcast(100, 'n1', 1), broadcast(200, 'n1', 2), broadcast(300, 'n1', 1)]
    const { at, chain } = failureOf(judged(onlyOnce, { operations }))
    expect(at).toBe(300)
    expect(chain?.[0]).toBe(
      'n1 answered the same request at 100 ms, the first time; it must answer every time.',
    )
  })

  it('when there is none by the end of the run', () => {
    expect(
      failureOf(
        judged(
          answering(() => {}),
          { until: 1000 },
        ),
      ).message,
    ).toMatch(/No answer came by the end of the run at 1 s\.$/)
  })

  it('when it comes too late, and the chain says so', () => {
    const slow = (node: Node) => {
      node.on('read', (_, message) => {
        if (message.src !== 'c0')
          node.after(6000, () => node.reply(message, { type: 'read_ok', messages: [] }))
      })
    }
    expect(failureOf(judged(slow)).chain).toEqual(['n1 did answer, at 6.1 s: too late.'])
  })

  it('when the program’s own filter refused the request', () => {
    const deaf = (node: Node) => {
      keeper(node)
      node.filter(() => false)
    }
    expect(failureOf(judged(deaf)).chain).toEqual(["n1's own node.filter refused the request at 100 ms."])
  })

  it('when it is an error', () => {
    const busy = answering((node) => {
      throw node.error(11, 'busy')
    })
    expect(failureOf(judged(busy)).message).toBe(
      'c1 sent n1 a "read" at 100 ms and expected "read_ok". n1 answered error 11: busy.',
    )
  })

  it('when it has another type', () => {
    expect(failureOf(judged(answering(() => ({ type: 'list' })))).message).toMatch(/It answered "list"\.$/)
  })

  it('when it lacks a field', () => {
    expect(failureOf(judged(answering(() => ({ type: 'read_ok' })))).message).toBe(
      'c1 sent n1 a "read" at 100 ms. The answer "read_ok" lacks the field "messages": {"type":"read_ok","in_reply_to":1}.',
    )
  })

  it('when it has a field too many', () => {
    const chatty = answering(() => ({ type: 'read_ok', messages: [], count: 0 }))
    expect(failureOf(judged(chatty)).message).toContain(
      'The answer "read_ok" has a field "count" that is not documented',
    )
  })
})
