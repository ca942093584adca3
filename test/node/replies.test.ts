import { describe, expect, it } from 'vitest'
import type { Message } from '../../lib/node/api.ts'
import { loneNode, settled } from '../support/lone-node.ts'

describe('the answer to a request', () => {
  it('is what its handler returns', () => {
    const lone = loneNode((node) => node.on('echo', ({ text }) => ({ type: 'echo_ok', text })))
    lone.receive('c1', { type: 'echo', text: 'hi' }, 7)
    expect(lone.sent).toEqual([{ dest: 'c1', body: { type: 'echo_ok', text: 'hi' }, inReplyTo: 7 }])
  })

  it('is what its handler’s promise resolves to', async () => {
    const lone = loneNode((node) => node.on('echo', async () => ({ type: 'echo_ok' })))
    lone.receive('c1', { type: 'echo' }, 1)
    await settled()
    expect(lone.sent).toEqual([{ dest: 'c1', body: { type: 'echo_ok' }, inReplyTo: 1 }])
  })

  it('may be given before the handler returns', () => {
    const order: string[] = []
    const lone = loneNode((node) =>
      node.on('work', (_, message) => {
        node.reply(message, { type: 'work_ok' })
        order.push(`${lone.sent.length} answer sent, now the work`)
      }),
    )
    lone.receive('c1', { type: 'work' }, 1)
    expect(order).toEqual(['1 answer sent, now the work'])
  })

  it('may be given long after the handler returned', () => {
    const lone = loneNode((node) =>
      node.on('work', (_, message) => {
        node.after(500, () => node.reply(message, { type: 'work_ok' }))
      }),
    )
    lone.receive('c1', { type: 'work' }, 1)
    lone.pass(500)
    expect(lone.sent).toEqual([{ dest: 'c1', body: { type: 'work_ok' }, inReplyTo: 1 }])
  })

  it('is sent once: what is returned after a reply goes nowhere', () => {
    const lone = loneNode((node) =>
      node.on('work', (_, message) => {
        node.reply(message, { type: 'first' })
        node.reply(message, { type: 'second' })
        return { type: 'third' }
      }),
    )
    lone.receive('c1', { type: 'work' }, 1)
    expect(lone.sent.map(({ body }) => body)).toEqual([{ type: 'first' }])
  })

  it('is missing when the handler returns nothing or null', () => {
    const lone = loneNode((node) => {
      node.on('nothing', () => {})
      node.on('null', () => null)
    })
    lone.receive('c1', { type: 'nothing' }, 1)
    lone.receive('c1', { type: 'null' }, 2)
    expect(lone).toMatchObject({ sent: [], failures: [] })
  })

  it('is error 10 where nobody handles its type', () => {
    const lone = loneNode(() => {})
    lone.receive('c1', { type: 'constructor' }, 3)
    expect(lone.sent).toEqual([
      {
        dest: 'c1',
        body: { type: 'error', code: 10, text: 'n1 has no handler for "constructor"' },
        inReplyTo: 3,
      },
    ])
  })

  it('is error 12, with the handler not asked, where the request breaks its contract', () => {
    const lone = loneNode((node) => node.on('echo', () => ({ type: 'echo_ok' })))
    lone.receive('c1', { type: 'echo' }, 4, 'echo needs the field "text"')
    expect(lone.sent).toEqual([
      { dest: 'c1', body: { type: 'error', code: 12, text: 'echo needs the field "text"' }, inReplyTo: 4 },
    ])
  })
})

describe('a message that asks for no answer', () => {
  it('gets none, whatever its handler returns', () => {
    const lone = loneNode((node) => {
      node.on('note', () => ({ type: 'note_ok' }))
      node.on('odd', () => 'not even a body' as never)
    })
    lone.receive('n2', { type: 'note' })
    lone.receive('n2', { type: 'odd' })
    expect(lone).toMatchObject({ sent: [], failures: [] })
  })

  it('gets no error when nobody handles its type', () => {
    const lone = loneNode(() => {})
    lone.receive('n2', { type: 'note' })
    expect(lone.sent).toEqual([])
  })

  it('gets no error when its handler throws one', () => {
    const lone = loneNode((node) =>
      node.on('note', () => {
        throw node.error(11)
      }),
    )
    lone.receive('n2', { type: 'note' })
    expect(lone).toMatchObject({ sent: [], failures: [] })
  })

  it('starts nothing when it is an answer that nobody waits for', () => {
    let called = 0
    const lone = loneNode((node) => node.on('note_ok', () => void called++))
    lone.receive('n2', { type: 'note_ok', in_reply_to: 9 })
    expect([called, lone.sent]).toEqual([0, []])
  })
})

describe('an error made with node.error', () => {
  it('becomes the answer when a handler throws it', () => {
    const lone = loneNode((node) =>
      node.on('get', () => {
        throw node.error(20, 'no such key')
      }),
    )
    lone.receive('c1', { type: 'get' }, 1)
    expect(lone.sent).toEqual([
      { dest: 'c1', body: { type: 'error', code: 20, text: 'no such key' }, inReplyTo: 1 },
    ])
  })

  it('becomes the answer when a handler’s promise rejects with it', async () => {
    const lone = loneNode((node) =>
      node.on('get', async () => {
        throw node.error(11)
      }),
    )
    lone.receive('c1', { type: 'get' }, 1)
    await settled()
    expect(lone.sent.map(({ body }) => body)).toEqual([{ type: 'error', code: 11, text: 'error 11' }])
  })

  it('is an Error with its code', () => {
    const { node } = loneNode(() => {})
    const error = node.error(22, 'changed meanwhile')
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({ name: 'NodeError', code: 22, message: 'changed meanwhile' })
  })
})

describe('a handler', () => {
  it('is replaced by a second one for its type', () => {
    const lone = loneNode((node) => {
      node.on('ask', () => ({ type: 'old' }))
      node.on('ask', () => ({ type: 'new' }))
    })
    lone.receive('c1', { type: 'ask' }, 1)
    expect(lone.sent.map(({ body }) => body)).toEqual([{ type: 'new' }])
  })

  it('may be for a type named like a built-in', () => {
    const lone = loneNode((node) => {
      node.on('__proto__', () => ({ type: 'fine' }))
      node.on('toString', () => ({ type: 'fine, too' }))
    })
    lone.receive('c1', { type: '__proto__' }, 1)
    lone.receive('c1', { type: 'toString' }, 2)
    expect(lone.sent.map(({ body }) => body)).toEqual([{ type: 'fine' }, { type: 'fine, too' }])
  })

  it('sees the body and the whole message', () => {
    const seen: [unknown, Message][] = []
    const lone = loneNode((node) => node.on('ask', (body, message) => void seen.push([body, message])))
    lone.receive('n3', { type: 'ask', n: 1 })
    expect(seen).toEqual([
      [
        { type: 'ask', n: 1 },
        { src: 'n3', dest: 'n1', body: { type: 'ask', n: 1 } },
      ],
    ])
  })

  it('must be a function', () => {
    expect(() => loneNode((node) => node.on('ask', { type: 'ask_ok' } as never))).toThrow(
      'node.on("ask", …) needs a function',
    )
  })
})

describe('being asked out of band', () => {
  it('gets the handler’s answer and sends nothing', () => {
    const lone = loneNode((node) => node.on('read', () => ({ type: 'read_ok', messages: [1] })))
    expect(answersOf(lone)).toEqual([{ type: 'read_ok', messages: [1] }])
    expect(lone.sent).toEqual([])
  })

  it('leaves a request that is being worked on open', () => {
    const open: Message[] = []
    const lone = loneNode((node) => {
      node.on('work', (_, message) => void open.push(message))
      node.on('read', () => ({ type: 'read_ok', messages: [] }))
    })
    lone.receive('c1', { type: 'work' }, 1)
    answersOf(lone)
    lone.node.reply(open[0] as Message, { type: 'work_ok' })
    expect(lone.sent).toEqual([{ dest: 'c1', body: { type: 'work_ok' }, inReplyTo: 1 }])
  })

  it('gets error 10 where there is no handler', () => {
    expect(answersOf(loneNode(() => {}))).toMatchObject([{ type: 'error', code: 10 }])
  })

  it('puts nothing on the network when the answer comes only after the next question', () => {
    const open: Message[] = []
    const lone = loneNode((node) => node.on('read', (_, message) => void open.push(message)))
    const answers = [...answersOf(lone), ...answersOf(lone)]
    lone.node.reply(open[0] as Message, { type: 'read_ok', messages: [] })
    expect([answers, lone.sent]).toEqual([[], []])
  })

  it('is answered through a copy of the message, too', () => {
    const lone = loneNode((node) =>
      node.on('read', (_, message) => node.reply({ ...message }, { type: 'read_ok' })),
    )
    expect([answersOf(lone), lone.sent]).toEqual([[{ type: 'read_ok' }], []])
  })

  it('is told by its number where several are asked at once, also by promises, and is nobody’s once others are asked', async () => {
    const lone = loneNode((node) => node.on('read', async ({ key }) => ({ type: 'read_ok', key })))
    const ask = (keys: string[], answers: [number, unknown][]) =>
      lone.ask(
        keys.map((key) => ({ type: 'read', key })),
        (index, body) => answers.push([index, (body as { key: unknown }).key]),
      )
    const late: [number, unknown][] = []
    const timely: [number, unknown][] = []
    ask(['x', 'y'], late)
    ask(['x', 'y', 'z'], timely)
    await Promise.resolve()
    await Promise.resolve()
    expect([late, timely]).toEqual([
      [],
      [
        [0, 'x'],
        [1, 'y'],
        [2, 'z'],
      ],
    ])
  })

  function answersOf(lone: ReturnType<typeof loneNode>): object[] {
    const answers: object[] = []
    lone.ask([{ type: 'read' }], (_, body) => answers.push(body))
    return answers
  }
})

describe('a node', () => {
  it('knows all nodes, and which are the others', () => {
    const { node } = loneNode(() => {})
    expect([node.id, node.nodeIds, node.peers]).toEqual(['n1', ['n1', 'n2', 'n3'], ['n2', 'n3']])
  })

  it('sends one-way messages without ids', () => {
    const lone = loneNode((node) => node.send('n2', { type: 'note', n: 1 }))
    expect(lone.sent).toEqual([{ dest: 'n2', body: { type: 'note', n: 1 } }])
  })

  it('logs every part it is given as text', () => {
    const cycle: { self?: unknown } = {}
    cycle.self = cycle
    const lone = loneNode((node) => node.log('a', 1, { b: [2] }, new TypeError('bad'), undefined, 5n, cycle))
    expect(lone.logs).toEqual([
      'a 1 {"b":[2]} TypeError: bad undefined (something that cannot be printed) (something that cannot be printed)',
    ])
  })
})
