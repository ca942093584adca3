import { describe, expect, it } from 'vitest'
import type { Node } from '../../lib/node/api.ts'
import { eventsOf, logsOf, request, run } from '../support/run.ts'

describe('a message on the simulated network', () => {
  it('is what its sender said, without a msg_id of the sender’s own', () => {
    const ran = sending((node) => node.send('n2', { type: 'note', n: 1, msg_id: 77 }))
    expect(bodies(ran)).toEqual([{ type: 'note', n: 1 }])
  })

  it('carries the msg_id that an rpc gave it, and no other', () => {
    const ran = sending((node) => void node.rpc('n2', { type: 'note', msg_id: 77 }).catch(() => {}))
    expect(bodies(ran)).toEqual([{ type: 'note', msg_id: 1 }])
  })

  it('is a copy: what the sender does to its body afterwards does not show', () => {
    const ran = sending((node) => {
      const body = { type: 'note', list: [1] }
      node.send('n2', body)
      body.list.push(2)
    })
    expect(bodies(ran)).toEqual([{ type: 'note', list: [1] }])
  })

  it('is dropped when there is no node of that name', () => {
    const ran = sending((node) => node.send('n9', { type: 'note' }))
    expect(eventsOf(ran, 'drop')).toMatchObject([{ src: 'n1', dest: 'n9', reason: 'no-such-node' }])
  })

  it('may be for the sender itself, and takes its time like any other', () => {
    const ran = sending((node) => node.send('n1', { type: 'note' }))
    expect(logsOf(ran)).toEqual(['note at 110'])
  })

  it('to a client takes no time and is never lost', () => {
    const ran = sending((node) => node.send('c1', { type: 'note' }), { loss: 1 })
    expect(eventsOf(ran, 'deliver').at(-1)).toMatchObject({ at: 100, dest: 'c1' })
  })

  it.each<[string, unknown, string]>([
    ['undefined', undefined, 'undefined'],
    ['null', null, 'null'],
    ['a list', ['n2'], 'object'],
    ['a number', 2, 'number'],
  ])('without a name of a node to go to (%s) ends the run', (_, dest, shown) => {
    const { trace } = sending((node) => node.send(dest as string, { type: 'note' }))
    expect(trace.end).toMatchObject({
      kind: 'threw',
      node: 'n1',
      error: `Error: a message needs the name of the node it is for, such as "n2", and got ${shown}`,
    })
  })

  it('that is not JSON ends the run, and the sentence says where it is not', () => {
    const { trace } = sending((node) => node.send('n2', { type: 'note', when: { start: new Date(0) } }))
    expect(trace.end).toMatchObject({
      kind: 'threw',
      at: 100,
      while: 'the handler of "go"',
      error: 'Error: when.start is an instance of Date, which JSON cannot carry',
    })
  })

  it('that is an error answer with a code that is no number ends the run', () => {
    const { trace } = sending((node) => {
      throw node.error(Number.NaN, 'no code')
    })
    expect(trace.end).toMatchObject({ kind: 'threw', error: 'Error: code is NaN, which JSON cannot carry' })
  })
})

describe('a client’s request', () => {
  it('that breaks its contract is answered with error 12, and the handler not asked', () => {
    const ran = run((node) => node.on('broadcast', () => ({ type: 'broadcast_ok' })), {
      operations: [{ at: 0, client: 'c1', node: 'n1', body: { type: 'broadcast', message: null } }],
    })
    expect(ran.facts.operations[0]?.answer?.body).toEqual({
      type: 'error',
      code: 12,
      text: 'broadcast.message must be a number or a string',
      in_reply_to: 1,
    })
  })
})

it('a node’s request is its own business, whatever the clients’ contract says of its type', () => {
  const main = (node: Node) => {
    node.on('go', () => void node.rpc('n2', { type: 'broadcast' }).catch(() => {}))
    node.on('broadcast', () => ({ type: 'fine' }))
  }
  const ran = run(main, { operations: [request(0, 'n1', 'go')] })
  expect(bodies(ran, 'n2')).toMatchObject([{ type: 'fine' }])
})

/** A run in which n1 does something at 100 ms, and every node logs the notes it gets. */
function sending(act: (node: Node) => void, plan: Parameters<typeof run>[1] = {}) {
  const main = (node: Node) => {
    node.on('go', () => act(node))
    const start = node.now()
    node.on('note', () => node.log(`note at ${node.now() - start}`))
  }
  return run(main, { operations: [request(100, 'n1', 'go')], ...plan })
}

function bodies(ran: ReturnType<typeof run>, src = 'n1') {
  return eventsOf(ran, 'send')
    .filter((event) => event.src === src)
    .map(({ body }) => body)
}
