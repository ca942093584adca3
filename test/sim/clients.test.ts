import { describe, expect, it } from 'vitest'
import type { Node } from '../../lib/node/api.ts'
import type { Operation } from '../../lib/trace/plan.ts'
import { eventsOf, request, run } from '../support/run.ts'

/** Answers "slow" after 300 ms, "quick" at once, "never" not at all. */
function server(node: Node): void {
  node.on('quick', () => ({ type: 'quick_ok' }))
  node.on('slow', (_, message) => {
    node.after(300, () => node.reply(message, { type: 'slow_ok' }))
  })
  node.on('never', () => {})
}

/** When each request was made, answered and given up. */
function timesOf(operations: Operation[]) {
  return run(server, { operations, until: 20_000 }).facts.operations.map(
    ({ request: { type }, invokedAt, answer, gaveUpAt }) => ({
      type,
      invokedAt,
      answeredAt: answer?.at,
      gaveUpAt,
    }),
  )
}

describe('a client', () => {
  it('makes a request when it is due', () => {
    expect(timesOf([request(250, 'n1', 'quick')])).toMatchObject([{ invokedAt: 250, answeredAt: 250 }])
  })

  it('has one request outstanding: the next one waits for the answer', () => {
    expect(timesOf([request(0, 'n1', 'slow'), request(100, 'n1', 'quick')])).toMatchObject([
      { invokedAt: 0, answeredAt: 300 },
      { invokedAt: 300, answeredAt: 300 },
    ])
  })

  it('can hand back what it was told last, and leaves out what it was not told', () => {
    const ticket = (node: Node) => {
      node.on('take', () => ({ type: 'take_ok', ticket: [4711] }))
      node.on('show', () => ({ type: 'show_ok' }))
    }
    const show = { ...request(0, 'n2', 'show'), copies: { shown: 'ticket', other: 'price' } }
    const { facts } = run(ticket, { operations: [request(0, 'n1', 'take'), show] })
    expect(facts.operations[1]?.request).toEqual({ type: 'show', shown: [4711], msg_id: 2 })
  })

  it('does not wait for other clients', () => {
    expect(timesOf([request(0, 'n1', 'slow', 'c1'), request(100, 'n1', 'quick', 'c2')])).toMatchObject([
      { answeredAt: 300 },
      { invokedAt: 100, answeredAt: 100 },
    ])
  })

  it('gives up after five seconds and goes on with the next', () => {
    expect(timesOf([request(0, 'n1', 'never'), request(100, 'n1', 'quick')])).toMatchObject([
      { answeredAt: undefined, gaveUpAt: 5000 },
      { invokedAt: 5000, answeredAt: 5000, gaveUpAt: undefined },
    ])
  })

  it('waits its whole patience for each request, however long the one before took', () => {
    expect(timesOf([request(0, 'n1', 'slow'), request(0, 'n1', 'never')])).toMatchObject([
      { answeredAt: 300 },
      { invokedAt: 300, gaveUpAt: 5300 },
    ])
  })

  it('gives up sooner when it is less patient, and then ignores the answer', () => {
    const impatient = { ...request(0, 'n1', 'slow'), timeoutMs: 200 }
    expect(timesOf([impatient])).toMatchObject([{ gaveUpAt: 200, answeredAt: undefined }])
  })

  it('does not take a late answer for that to its next request', () => {
    const impatient = { ...request(0, 'n1', 'slow'), timeoutMs: 200 }
    const [, second] = timesOf([impatient, request(0, 'n1', 'never')])
    expect(second).toMatchObject({ invokedAt: 200, answeredAt: undefined, gaveUpAt: 5200 })
  })

  it('takes no answer from a node it did not ask', () => {
    const meddler = (node: Node) => {
      server(node)
      if (node.id === 'n2') node.after(50, () => node.send('c1', { type: 'never_ok', in_reply_to: 1 }))
    }
    const ran = run(meddler, { operations: [request(0, 'n1', 'never')] })
    expect(ran.facts.operations).toMatchObject([{ answer: undefined, gaveUpAt: 5000 }])
  })

  it('numbers its requests from 1, each client for itself', () => {
    const ran = run(server, {
      operations: [request(0, 'n1', 'quick'), request(10, 'n1', 'quick'), request(20, 'n2', 'quick', 'c2')],
    })
    expect(ran.facts.operations.map(({ client, request: { msg_id } }) => [client, msg_id])).toEqual([
      ['c1', 1],
      ['c1', 2],
      ['c2', 1],
    ])
  })

  it('that asks a node there is not gives up in the end', () => {
    const ran = run(server, { operations: [request(0, 'n7', 'quick')] })
    expect(eventsOf(ran, 'drop')).toMatchObject([{ dest: 'n7', reason: 'no-such-node' }])
    expect(eventsOf(ran, 'give-up')).toMatchObject([{ at: 5000, src: 'c1', dest: 'n7' }])
  })
})

describe('the topology', () => {
  const topology = { n1: ['n2'], n2: ['n1'] }
  const told = (plan: { topologyAt?: number }) =>
    eventsOf(run(server, { topology, ...plan }), 'deliver')
      .filter(({ src }) => src === 'c0')
      .map(({ at, dest }) => [at, dest])

  it('is the first that nodes hear', () => {
    const ran = run(server, { topology, operations: [request(0, 'n1', 'quick')] })
    expect(eventsOf(ran, 'deliver').map(({ src, dest }) => `${src}>${dest}`)).toEqual([
      'c0>n1',
      'c0>n2',
      'c1>n1',
      'n1>c0',
      'n2>c0',
      'n1>c1',
    ])
  })

  it('may come later', () => {
    expect(told({ topologyAt: 100 })).toEqual([
      [100, 'n1'],
      [100, 'n2'],
    ])
  })

  it('is not sent where there is none', () => {
    expect(run(server).facts.sent).toEqual([])
  })
})
