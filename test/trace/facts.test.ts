import { describe, expect, it } from 'vitest'
import type { Node } from '../../lib/node/api.ts'
import { carries, gatherFacts, isForward } from '../../lib/trace/facts.ts'
import { keeper, noteSender, teller } from '../support/programs.ts'
import { broadcast, read, request, run } from '../support/run.ts'

describe('the operations of a run', () => {
  it('are the clients’ requests with their answers, in the order they were made', () => {
    const { facts } = run(keeper, { operations: [read(200, 'n2', 'c2'), broadcast(100, 'n1', 42, 'c1')] })
    expect(facts.operations).toMatchObject([
      { client: 'c1', node: 'n1', invokedAt: 100, answer: { at: 100, body: { type: 'broadcast_ok' } } },
      { client: 'c2', node: 'n2', invokedAt: 200, answer: { at: 200, body: { type: 'read_ok' } } },
    ])
  })

  it('count the harness’s own topology requests among them', () => {
    const { facts } = run(keeper, { topology: { n1: [] }, operations: [read(100, 'n1')] })
    expect(facts.operations.map(({ client, answer }) => [client, answer?.body.type])).toEqual([
      ['c0', 'topology_ok'],
      ['c2', 'read_ok'],
    ])
  })

  it('have no answer and a moment of giving up when none came', () => {
    const { facts } = run(() => {}, { operations: [{ ...request(100, 'n9', 'go'), timeoutMs: 50 }] })
    expect(facts.operations[0]).toMatchObject({ answer: undefined, gaveUpAt: 150 })
  })

  it('take the first of several answers', () => {
    const main = (node: Node) => {
      node.on('go', (_, message) => {
        node.reply(message, { type: 'first' })
        node.send('c1', { type: 'second', in_reply_to: 1 })
      })
    }
    const { facts } = run(main, { operations: [request(100, 'n1', 'go')] })
    expect(facts.operations[0]?.answer?.body.type).toBe('first')
  })

  it('leave out what a client is sent without having asked', () => {
    const { facts } = run((node) => node.send('c1', { type: 'hello' }), {
      operations: [read(100, 'n1', 'c1')],
    })
    expect(facts.operations[0]?.answer?.body.type).toBe('error')
  })

  it('tell when the last of them was made', () => {
    expect(run(keeper, { operations: [read(300, 'n1'), read(700, 'n2', 'c3')] }).facts.lastInvokedAt).toBe(
      700,
    )
  })
})

describe('the messages of a run', () => {
  it('between nodes are told apart from those with clients', () => {
    const { facts } = run(teller, { operations: [broadcast(100, 'n1', 42)] })
    expect(facts.serverMessages.map(({ event: { src, dest } }) => `${src}>${dest}`)).toEqual(['n1>n2'])
    expect(facts.sent).toHaveLength(3)
  })

  it('have all their deliveries', () => {
    const { facts } = run(noteSender, { operations: [request(100, 'n1', 'go')], duplicate: 1 })
    expect(facts.serverMessages[0]?.deliveries.map(({ at }) => at)).toEqual([110, 110])
  })

  it('have what dropped them', () => {
    const { facts } = run(noteSender, { operations: [request(100, 'n1', 'go')], loss: 1 })
    expect(facts.serverMessages[0]).toMatchObject({ deliveries: [], drops: [{ reason: 'loss' }] })
  })

  it('have a delivery and a drop when the program’s own filter refused them', () => {
    const main = (node: Node) => {
      noteSender(node)
      node.filter(({ src }) => src !== 'n1')
    }
    const { facts } = run(main, { operations: [request(100, 'n1', 'go')] })
    expect(facts.serverMessages[0]).toMatchObject({
      deliveries: [{ at: 110 }],
      drops: [{ reason: 'filter' }],
    })
  })

  it('have a delivery and a drop when the program has no handler for their type', () => {
    const main = (node: Node) => node.on('go', () => node.send('n2', { type: 'stranger' }))
    const { facts } = run(main, { operations: [request(100, 'n1', 'go')] })
    expect(facts.serverMessages[0]).toMatchObject({
      deliveries: [{ at: 110 }],
      drops: [{ reason: 'unhandled' }],
    })
  })

  it('have neither while they are on their way', () => {
    const { facts } = run(noteSender, { operations: [request(100, 'n1', 'go')], until: 105 })
    expect(facts.serverMessages[0]).toMatchObject({ deliveries: [], drops: [] })
  })

  it('are forwards unless they are answers', () => {
    const main = (node: Node) => {
      node.on('go', () => void node.rpc('n2', { type: 'ask' }).catch(() => {}))
      node.on('ask', () => ({ type: 'ask_ok' }))
    }
    const { facts } = run(main, { operations: [request(100, 'n1', 'go')] })
    expect(facts.serverMessages.map((sent) => [sent.event.body.type, isForward(sent)])).toEqual([
      ['ask', true],
      ['ask_ok', false],
    ])
  })

  it('are forwards when they only claim to be answers', () => {
    const main = (node: Node) => {
      node.on('go', () => node.send('n2', { type: 'note', in_reply_to: 7 }))
    }
    const { facts } = run(main, { operations: [request(100, 'n1', 'go')] })
    expect(facts.serverMessages.map(isForward)).toEqual([true])
  })

  it('are answers once for each time that the request arrived', () => {
    const main = (node: Node) => {
      node.on('go', () => void node.rpc('n2', { type: 'ask' }).catch(() => {}))
      node.on('ask', ({ msg_id }, { src }) => {
        for (let copy = 0; copy < 2; copy++) node.send(src, { type: 'ask_ok', in_reply_to: msg_id })
      })
    }
    const answers = (duplicate: number) => {
      const { facts } = run(main, { operations: [request(100, 'n1', 'go')], duplicate })
      return facts.serverMessages.filter((sent) => !isForward(sent)).length
    }
    expect([answers(0), answers(1)]).toEqual([1, 2])
  })
})

describe('the knowledge of a run', () => {
  it('says for each value who learned it when, and who holds it at the end', () => {
    const { facts } = run(teller, { operations: [broadcast(100, 'n1', 1), broadcast(200, 'n2', '1')] })
    const table = [...facts.knowledge].map(([key, { learned, holders }]) => [
      key,
      [...learned].map(([node, { at }]) => `${node} at ${at}`),
      [...holders].sort(),
    ])
    expect(table).toEqual([
      ['1', ['n1 at 100', 'n2 at 110'], ['n1', 'n2']],
      ['"1"', ['n2 at 200', 'n1 at 210'], ['n1', 'n2']],
    ])
  })

  it('has no holder left that forgot the value', () => {
    const main = (node: Node) => {
      const values = [7]
      node.after(50, () => void values.pop())
      node.on('read', () => ({ type: 'read_ok', messages: values }))
    }
    const known = run(main, { nodes: ['n1'] }).facts.knowledge.get('7')
    expect([known?.learned.has('n1'), known?.holders.size]).toEqual([true, 0])
  })

  it('loses a holder by a crash, and has it again when it learns the value anew', () => {
    const crash = { kind: 'crash', node: 'n1', at: 200, restartAt: 300 } as const
    const holders = (operations: Parameters<typeof broadcast>[]) => {
      const plan = {
        nodes: ['n1'],
        faults: [crash],
        operations: operations.map((args) => broadcast(...args)),
      }
      return [...(run(keeper, plan).facts.knowledge.get('42')?.holders ?? [])]
    }
    expect(holders([[100, 'n1', 42]])).toEqual([])
    expect(
      holders([
        [100, 'n1', 42],
        [400, 'n1', 42, 'c2'],
      ]),
    ).toEqual(['n1'])
  })

  it('knows who is up at the end', () => {
    const faults = [
      { kind: 'crash', node: 'n1', at: 100 },
      { kind: 'crash', node: 'n2', at: 100, restartAt: 200 },
    ] as const
    expect([...run(keeper, { nodes: ['n1', 'n2', 'n3'], faults: [...faults] }).facts.live].sort()).toEqual([
      'n2',
      'n3',
    ])
  })
})

it('facts depend on the trace alone, and survive its being saved', () => {
  const { trace, facts } = run(teller, { operations: [broadcast(100, 'n1', '__proto__')], loss: 0.5 })
  expect(gatherFacts(JSON.parse(JSON.stringify(trace)))).toEqual(facts)
})

describe('a body carries a value', () => {
  it.each<[string, object]>([
    ['as a field', { message: 42 }],
    ['in a list', { messages: [1, 42] }],
    ['deep inside', { batch: [{ entry: { value: [[42]] } }] }],
  ])('%s', (_, fields) => {
    expect(carries({ type: 'x', ...fields }, 42)).toBe(true)
  })

  it.each<[string, object]>([
    ['as a text when it is a number', { message: '42' }],
    ['as a part of a text', { text: 'it is 42' }],
    ['as the name of a field', { 42: true }],
    ['as its msg_id', { msg_id: 42 }],
    ['as its in_reply_to', { in_reply_to: 42 }],
    ['as null', { message: null }],
  ])('not %s', (_, fields) => {
    expect(carries({ type: 'x', ...fields }, 42)).toBe(false)
  })

  it('not as its type', () => {
    expect(carries({ type: 'broadcast' }, 'broadcast')).toBe(false)
  })
})
