import { describe, expect, it } from 'vitest'
import type { Message, Node } from '../../lib/node/api.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import { keeper, teller } from '../support/programs.ts'
import { broadcast, eventsOf, read, request, run } from '../support/run.ts'

/** A node whose read answers with what a client's last "set" said. */
function settable(node: Node): void {
  let answer: unknown = { type: 'read_ok', messages: [] }
  node.on('set', (body) => {
    answer = body.answer
    return { type: 'set_ok' }
  })
  node.on('read', () => answer as { type: string })
}

/** The observer's findings on a node whose read gives these answers, one every 100 ms. */
function sightsOf(answers: unknown[]) {
  const operations = answers.map((answer, index) => ({
    at: 100 * (index + 1),
    client: 'c1',
    node: 'n1',
    body: { type: 'set', answer: answer as never },
  }))
  const ran = run(settable, { nodes: ['n1'], operations, contract: {} })
  return ran.trace.events.flatMap((event) => {
    switch (event.kind) {
      case 'learn':
      case 'forget':
      case 'repeat':
        return [`${event.at} ${event.kind} ${JSON.stringify(event.value)}`]
      case 'unreadable':
        return [`${event.at} ${event.problem}`]
      default:
        return []
    }
  })
}

const list = (...messages: unknown[]) => ({ type: 'read_ok', messages })

describe('the observer sees a node', () => {
  it('learn a value at the moment its message arrives', () => {
    const ran = run(teller, { operations: [broadcast(100, 'n1', 42)] })
    expect(eventsOf(ran, 'learn')).toMatchObject([
      { at: 100, node: 'n1', value: 42 },
      { at: 110, node: 'n2', value: 42 },
    ])
  })

  it('learn several values at once', () => {
    expect(sightsOf([list(1, 2)])).toEqual(['100 learn 1', '100 learn 2'])
  })

  it('learn 1 and "1" as two values', () => {
    expect(sightsOf([list(1), list(1, '1')])).toEqual(['100 learn 1', '200 learn "1"'])
  })

  it('learn a value once, however its list is ordered', () => {
    expect(sightsOf([list(1, 2), list(2, 1)])).toEqual(['100 learn 1', '100 learn 2'])
  })

  it('forget a value, and learn it again', () => {
    expect(sightsOf([list(1), list(), list(1)])).toEqual(['100 learn 1', '200 forget 1', '300 learn 1'])
  })

  it('repeat a value in its list, told once', () => {
    expect(sightsOf([list(1, 1), list(1, 1, 1), list(1), list(1, 1)])).toEqual([
      '100 learn 1',
      '100 repeat 1',
    ])
  })

  it('know what it learned in a timer', () => {
    const main = (node: Node) => {
      const values: number[] = []
      node.after(70, () => void values.push(7))
      node.on('read', () => ({ type: 'read_ok', messages: values }))
    }
    expect(eventsOf(run(main, { nodes: ['n1'] }), 'learn')).toMatchObject([{ at: 70, value: 7 }])
  })

  it('know something from the start', () => {
    const main = (node: Node) => node.on('read', () => ({ type: 'read_ok', messages: ['always'] }))
    expect(eventsOf(run(main, { nodes: ['n1'] }), 'learn')).toMatchObject([{ at: 0, value: 'always' }])
  })
})

describe('the observer finds an answer unreadable', () => {
  it.each<[string, unknown, string]>([
    ['of another type', { type: 'list' }, '"read" was answered with type "list" instead of "read_ok"'],
    ['without a type', { messages: [] }, '"read" was answered with type undefined instead of "read_ok"'],
    [
      'that is an error',
      { type: 'error', code: 11, text: 'busy' },
      '"read" was answered with error 11: "busy"',
    ],
    ['without its list', { type: 'read_ok' }, 'the answer to "read" has no list "messages"'],
    [
      'with something else for a list',
      { type: 'read_ok', messages: 5 },
      'the answer to "read" has no list "messages"',
    ],
    [
      'with a list of other things',
      list(1, [2]),
      'in the answer to "read", messages[1] is neither a number nor a string',
    ],
  ])('%s', (_, answer, problem) => {
    expect(sightsOf([answer])).toEqual([`100 ${problem}`])
  })

  it('and says each problem once', () => {
    expect(sightsOf([{ type: 'a' }, { type: 'a' }, list(1), { type: 'a' }])).toEqual([
      '100 "read" was answered with type "a" instead of "read_ok"',
      '300 learn 1',
    ])
  })

  it('when nobody handles the request', () => {
    expect(problemsOf(() => {})).toEqual([
      '"read" was answered with error 10: "n1 has no handler for "read""',
    ])
  })

  it('when it is promised, not given', () => {
    const main = (node: Node) => node.on('read', () => new Promise<undefined>(() => {}))
    expect(problemsOf(main)).toEqual(['"read" was not answered at once from memory'])
  })

  it('when reading it throws, and the run goes on', () => {
    const main = (node: Node) => {
      keeper(node)
      node.on('read', () => ({
        get type(): string {
          throw new Error('hands off')
        },
      }))
    }
    const ran = run(main, { nodes: ['n1'], operations: [broadcast(100, 'n1', 1)] })
    expect(eventsOf(ran, 'unreadable').map(({ problem }) => problem)).toEqual([
      'the answer to "read" could not be looked at: reading its fields threw an error',
    ])
    expect(ran.facts.operations[0]?.answer?.body.type).toBe('broadcast_ok')
  })
})

describe('asking', () => {
  it.each<[string, (node: Node) => void, string]>([
    ['sends a message', (node) => node.send('n2', { type: 'note' }), 'sent a message'],
    ['sends a request', (node) => void node.rpc('n2', { type: 'note' }).catch(() => {}), 'sent a message'],
    ['sets a timer', (node) => node.after(5, () => {}), 'set a timer'],
  ])('that %s is reported, and the deed does not happen', (_, act, deed) => {
    const main = (node: Node) => {
      node.on('read', () => {
        act(node)
        return { type: 'read_ok', messages: [] }
      })
    }
    const ran = run(main, { nodes: ['n1'] })
    expect(eventsOf(ran, 'unreadable')).toMatchObject([
      { problem: `answering "read" ${deed}; reading must not change anything` },
    ])
    expect(ran.facts.sent).toEqual([])
  })

  it('writes no log', () => {
    const main = (node: Node) => node.on('read', () => node.log('asked') as never)
    expect(eventsOf(run(main), 'log')).toEqual([])
  })

  it('sends nothing over the network, and counts for nothing', () => {
    const ran = run(keeper, { operations: [broadcast(100, 'n1', 42)] })
    expect(ran.facts.sent.map(({ event }) => event.body.type)).toEqual(['broadcast', 'broadcast_ok'])
  })

  it('leaves a client’s request unanswered until the program answers it', () => {
    const main = (node: Node) => {
      const open: Message[] = []
      node.on('work', (_, message) => void open.push(message))
      node.on('done', () => {
        for (const message of open) node.reply(message, { type: 'work_ok' })
        return { type: 'done_ok' }
      })
      node.on('read', () => ({ type: 'read_ok', messages: [] }))
    }
    const ran = run(main, { operations: [request(100, 'n1', 'work'), request(200, 'n1', 'done', 'c2')] })
    expect(ran.facts.operations[0]?.answer).toMatchObject({
      at: 200,
      body: { type: 'work_ok', in_reply_to: 1 },
    })
  })

  it('that throws ends the run like any other throw', () => {
    const main = (node: Node) =>
      node.on('read', () => {
        throw new TypeError('no list')
      })
    expect(run(main).trace.end).toMatchObject({
      kind: 'threw',
      at: 0,
      node: 'n1',
      while: 'the handler of "read"',
      error: 'TypeError: no list',
    })
  })

  it('is left out where the plan says nothing of it', () => {
    const { observe: _, ...plan } = { observe: undefined, operations: [broadcast(100, 'n1', 42)] }
    const ran = run(teller, { ...plan, observe: undefined } as unknown as Partial<Plan>)
    expect(eventsOf(ran, 'learn')).toEqual([])
  })
})

it('a restarted node is watched afresh: it learns again what it knew', () => {
  const ran = run(keeper, {
    nodes: ['n1'],
    faults: [{ kind: 'crash', node: 'n1', at: 200, restartAt: 300 }],
    operations: [broadcast(100, 'n1', 42), broadcast(400, 'n1', 42), read(500, 'n1')],
  })
  expect(eventsOf(ran, 'learn').map(({ at }) => at)).toEqual([100, 400])
  expect(eventsOf(ran, 'forget')).toEqual([])
})

function problemsOf(main: (node: Node) => void): string[] {
  return eventsOf(run(main, { nodes: ['n1'] }), 'unreadable').map(({ problem }) => problem)
}

/** What the observer sees of a store that clients write to, asked for two keys after every event. */
function heldIn(kept: unknown[][], more: { each?: boolean; part?: string } = {}) {
  const store = (node: Node) => {
    const held = new Map<unknown, unknown>()
    node.on('put', ({ key, value, gone }) => {
      if (gone === true) held.delete(key)
      else held.set(key, value)
      return { type: 'put_ok' }
    })
    node.on('get', ({ key }) => {
      if (!held.has(key)) throw node.error(20, 'nothing there')
      return { type: 'get_ok', value: held.get(key) as never }
    })
  }
  const operations = kept.map(([key, value, gone], index) => ({
    at: 100 * (index + 1),
    client: 'c1',
    node: 'n1',
    body: { type: 'put', key, value, ...(gone === true ? { gone } : {}) } as never,
  }))
  const observe = { request: { type: 'get' }, reply: 'get_ok', field: 'value', keys: ['x', 'y'], ...more }
  const { trace } = run(store, { nodes: ['n1'], operations, contract: {}, observe })
  return trace.events.flatMap((event) => {
    if (event.kind === 'learn' || event.kind === 'forget') return [`${event.at} ${event.kind} ${event.value}`]
    return event.kind === 'unreadable' ? [`${event.at} ${event.problem}`] : []
  })
}

describe('a store is asked key by key, and the observer sees it', () => {
  it('hold a value under a key until another takes its place', () => {
    expect(
      heldIn([
        ['x', 1],
        ['x', '1'],
        ['z', 1],
        ['y', null],
      ]),
    ).toEqual(['100 learn x = 1', '200 learn x = "1"', '200 forget x = 1', '400 learn y = null'])
  })

  it('hold nothing any more', () => {
    expect(
      heldIn([
        ['y', 0],
        ['y', 0, true],
      ]),
    ).toEqual(['100 learn y = 0', '200 forget y = 0'])
  })

  it('hold the same value, whatever the order of its fields', () => {
    expect(
      heldIn([
        ['x', { a: 1, b: [2] }],
        ['x', { b: [2], a: 1 }],
      ]),
    ).toEqual(['100 learn x = {"a":1,"b":[2]}'])
  })

  it('hold several values under one key, each told by a part of it', () => {
    const siblings = [
      { value: 1, vc: {} },
      { value: 2, vc: {} },
    ]
    expect(heldIn([['x', siblings]], { each: true, part: 'value' })).toEqual([
      '100 learn x = 1',
      '100 learn x = 2',
    ])
  })

  it('answer without the field', () => {
    expect(heldIn([['x', undefined]], { each: true })).toEqual(['100 the answer to "get" has no "value"'])
    expect(heldIn([['x', 3]], { each: true })).toEqual(['100 the answer to "get" has no list "value"'])
  })
})
