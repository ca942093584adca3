import { describe, expect, it } from 'vitest'
import type { Node } from '../../lib/node/api.ts'
import { createMemoryRecorder } from '../../lib/sim/recorder.ts'
import { simulate } from '../../lib/sim/simulate.ts'
import { plainProgram } from '../support/plain-program.ts'
import { keeper } from '../support/programs.ts'
import { broadcast, eventsOf, logsOf, planned, request, run } from '../support/run.ts'

describe('a run ends', () => {
  it('when time is up', () => {
    const ran = run((node) => node.every(100, () => {}), { until: 1000 })
    expect(ran.trace.end).toEqual({ kind: 'finished', at: 1000 })
  })

  it('before what would happen at its last moment', () => {
    const ran = run((node) => node.every(100, () => node.log('tick')), { nodes: ['n1'], until: 300 })
    expect(logsOf(ran)).toEqual(['tick', 'tick'])
  })

  it('sooner when nothing is left to happen', () => {
    const ran = run((node) => node.after(70, () => {}), { nodes: ['n1'] })
    expect(ran.trace.end).toEqual({ kind: 'finished', at: 70 })
  })

  it('with a throw in a handler, where and during what it was thrown', () => {
    const main = (node: Node) =>
      node.on('broadcast', () => {
        throw new RangeError('oops')
      })
    const { end } = run(main, { operations: [broadcast(100, 'n2', 1)] }).trace
    expect(end).toMatchObject({ kind: 'threw', at: 100, node: 'n2', while: 'the handler of "broadcast"' })
    expect(end).toMatchObject({ error: 'RangeError: oops', stack: expect.stringContaining('ends.test.ts') })
  })

  it('with a throw at the start', () => {
    const main = () => {
      throw new Error('no start')
    }
    expect(run(main).trace.end).toMatchObject({ kind: 'threw', at: 0, node: 'n1', while: 'starting' })
  })

  it('with a throw in a timer', () => {
    const main = (node: Node) =>
      node.every(40, () => {
        throw new Error('tick')
      })
    expect(run(main).trace.end).toMatchObject({ kind: 'threw', at: 40, while: 'node.every(40, …)' })
  })

  it('with its first throw: nothing happens after it', () => {
    const main = (node: Node) =>
      node.every(40, () => {
        node.log(node.id)
        throw new Error('tick')
      })
    expect(eventsOf(run(main), 'log').map(({ text }) => text)).toEqual(['n1'])
  })

  it('when the file exports no program', () => {
    const program = {
      create: (host: Parameters<ReturnType<typeof plainProgram>['create']>[0]) => ({
        ...plainProgram(keeper).create(host),
        start: () => 'exports nothing',
      }),
    }
    const recorder = createMemoryRecorder()
    const end = simulate(planned({ operations: [request(0, 'n1', 'read')] }), program, recorder)
    expect([end, recorder.ended]).toEqual([{ kind: 'no-program', at: 0, detail: 'exports nothing' }, end])
  })
})

describe('a cap ends a runaway', () => {
  const endOf = (main: (node: Node) => void, caps: NonNullable<Parameters<typeof run>[1]>['caps']) =>
    run(main, { operations: [request(100, 'n1', 'go')], ...(caps === undefined ? {} : { caps }) }).trace.end

  const onGo = (act: (node: Node) => void) => (node: Node) => node.on('go', () => act(node))
  const forever = (act: () => void) => {
    for (;;) act()
  }

  it('of messages, in the middle of the loop that sends them', () => {
    const end = endOf(
      onGo((node) => forever(() => node.send('n2', { type: 'note' }))),
      { messages: 50 },
    )
    expect(end).toMatchObject({
      kind: 'capped',
      at: 100,
      cap: 'messages',
      limit: 50,
      node: 'n1',
      while: 'the handler of "go"',
      stack: expect.stringContaining('ends.test.ts'),
    })
  })

  it('of messages, and the trace holds the first one too many', () => {
    const ran = run(
      onGo((node) => forever(() => node.send('n2', { type: 'note' }))),
      { operations: [request(100, 'n1', 'go')], caps: { messages: 50 } },
    )
    expect(ran.facts.serverMessages).toHaveLength(51)
  })

  it('of messages even when the program catches what leaves it', () => {
    const stubborn = onGo((node) => {
      for (let tries = 0; tries < 200; tries++) {
        try {
          node.send('n2', { type: 'note' })
        } catch {}
      }
    })
    const ran = run(stubborn, { operations: [request(100, 'n1', 'go')], caps: { messages: 50 } })
    expect([ran.trace.end.kind, ran.facts.serverMessages.length]).toEqual(['capped', 51])
  })

  it('of events, when messages go round for ever', () => {
    const pong = (node: Node) => {
      node.on('go', () => node.send('n2', { type: 'ping' }))
      node.on('ping', (_, { src }) => node.send(src, { type: 'ping' }))
    }
    expect(endOf(pong, { events: 200 })).toMatchObject({ kind: 'capped', cap: 'events', limit: 200 })
  })

  it('of timers that wait on one node', () => {
    const end = endOf(
      onGo((node) => forever(() => node.after(1000, () => {}))),
      { timers: 30 },
    )
    expect(end).toMatchObject({ kind: 'capped', cap: 'timers', limit: 30, node: 'n1' })
  })

  it('of timers, but not of those that were cancelled', () => {
    const main = onGo((node) => {
      for (let count = 0; count < 100; count++) node.after(1000, () => {}).cancel()
    })
    expect(endOf(main, { timers: 30 }).kind).toBe('finished')
  })

  it('of bytes sent', () => {
    const end = endOf(
      onGo((node) => forever(() => node.send('n2', { type: 'note', text: 'x'.repeat(100) }))),
      { bytes: 1000 },
    )
    expect(end).toMatchObject({ kind: 'capped', cap: 'bytes', limit: 1000 })
  })

  it('of the bytes of one message, which is not sent', () => {
    const ran = run(
      onGo((node) => node.send('n2', { type: 'note', text: 'x'.repeat(2000) })),
      { operations: [request(100, 'n1', 'go')], caps: { messageBytes: 1000 } },
    )
    expect(ran.trace.end).toMatchObject({ kind: 'capped', cap: 'message-bytes', limit: 1000, node: 'n1' })
    expect(ran.facts.serverMessages).toEqual([])
  })

  it('of lines logged, when they are a flood', () => {
    const end = endOf(
      onGo((node) => forever(() => node.log('again'))),
      { logFlood: 40 },
    )
    expect(end).toMatchObject({ kind: 'capped', cap: 'log-lines', limit: 40 })
  })

  it('but many lines alone do not: the first are kept, the others left out', () => {
    const ran = run(
      onGo((node) => {
        for (let line = 1; line <= 20; line++) node.log(line)
      }),
      { operations: [request(100, 'n1', 'go')], caps: { logLines: 5 } },
    )
    expect(logsOf(ran)).toEqual(['1', '2', '3', '4', '5'])
    expect(ran.trace.end.kind).toBe('finished')
  })

  it('exactly at the cap does not', () => {
    const main = onGo((node) => {
      for (let count = 0; count < 50; count++) node.send('n2', { type: 'note' })
    })
    expect(endOf(main, { messages: 50 }).kind).toBe('finished')
  })
})

it('the recorder hears of the end once, and before every step of the node it is about', () => {
  const recorder = createMemoryRecorder()
  const ends: string[] = []
  const beats: string[] = []
  const plan = planned({ nodes: ['n1'], operations: [broadcast(100, 'n1', 1)] })
  const end = simulate(plan, plainProgram(keeper), {
    ...recorder,
    end: ({ kind }) => ends.push(kind),
    beat: (node, during, at) => beats.push(`${at} ${node} ${during}`),
  })
  expect([ends, beats]).toEqual([[end.kind], ['0 n1 starting', '100 n1 the handler of "broadcast"']])
})
