import { describe, expect, it } from 'vitest'
import type { TraceEvent } from '../../lib/trace/event.ts'
import type { Trace } from '../../lib/trace/trace.ts'
import { readSpread } from '../../lib/view/read-spread.ts'
import { hasForgotten, knowledgeAt, type SpreadValue, stateAt, valuesAt } from '../../lib/view/spread.ts'
import { kvMerge, kvRead, stored, write } from '../support/store.ts'
import { broadcast, floodTrace, line, ring } from './flood.ts'

const first = (trace: Trace) => readSpread(trace).values[0] as SpreadValue

describe('a spread', () => {
  it('says of each node when it learned the value, over how many hops and from whom', () => {
    const value = first(floodTrace(ring(6), [broadcast(100, 'n1', 42)]))
    const seen = ['n1', 'n2', 'n3', 'n4'].map((node) => knowledgeAt(value, node, 1000))
    expect(seen).toMatchObject([
      { from: 100, hops: 0, source: 'c1' },
      { from: 110, hops: 1, source: 'n1' },
      { from: 120, hops: 2, source: 'n2' },
      { from: 130, hops: 3 },
    ])
  })

  it('has nothing known before it is learned', () => {
    const value = first(floodTrace(line(3), [broadcast(100, 'n1', 42)]))
    expect(knowledgeAt(value, 'n3', 119)).toBeUndefined()
    expect(knowledgeAt(value, 'n3', 120)).toBeDefined()
  })

  it('keeps 1 and "1" apart', () => {
    const spread = readSpread(floodTrace(line(2), [broadcast(0, 'n1', 1), broadcast(50, 'n2', '1')]))
    expect(spread.values.map(({ value }) => value)).toEqual([1, '1'])
  })

  it('counts a value as begun from when a client wrote it', () => {
    const spread = readSpread(floodTrace(line(2), [broadcast(0, 'n1', 1), broadcast(50, 'n2', 2)]))
    expect([49, 50].map((at) => valuesAt(spread, at).length)).toEqual([1, 2])
  })

  it('counts what a store holds under a key as begun from when a client brought it', () => {
    const { trace } = stored({}, [
      kvRead(10, 'n1'),
      write(20, 'n1', { b: 1, a: 2 }),
      kvMerge(300, 'n2', { value: null, ts: 2e9 }, 'y'),
      write(400, 'n1', 7, 'unwatched'),
    ])
    const { values } = readSpread(trace)
    expect(values.map(({ value, written }) => [value, written?.at, written?.node])).toEqual([
      ['x = {"a":2,"b":1}', 20, 'n1'],
      ['y = null', 300, 'n2'],
    ])
  })

  it('ends what a crash takes away, and what a node knows afterwards is new', () => {
    const plan = { faults: [{ kind: 'crash' as const, node: 'n2', at: 100, restartAt: 200 }] }
    const spread = readSpread(floodTrace(line(3), [broadcast(10, 'n1', 7), broadcast(300, 'n1', 8)], plan))
    const [seven, eight] = spread.values as [SpreadValue, SpreadValue]
    expect(knowledgeAt(seven, 'n2', 99)).toBeDefined()
    expect(hasForgotten(seven, 'n2', 100)).toBe(true)
    expect(knowledgeAt(eight, 'n3', 320)).toMatchObject({ hops: 2, source: 'n2' })
    expect([99, 100, 200].map((at) => stateAt(spread, 'n2', at))).toEqual(['up', 'down', 'up'])
  })

  it('knows which cuts stood when', () => {
    const links = [{ from: ['n1'], to: ['n2'] }]
    const plan = {
      faults: [{ kind: 'partition' as const, name: 'split', from: 50, to: 80, links }],
      until: 500,
    }
    const { cuts } = readSpread(floodTrace(line(2), [broadcast(0, 'n1', 1), broadcast(200, 'n1', 2)], plan))
    expect(cuts).toEqual([{ name: 'split', from: 50, to: 80 }])
  })

  it('counts every pair of node and value once it is known', () => {
    const { informed, sends } = readSpread(floodTrace(line(3), [broadcast(0, 'n1', 1)]))
    expect(informed.map(({ at, pairs }) => [at, pairs])).toEqual([
      [0, 1],
      [10, 2],
      [20, 3],
    ])
    expect(sends).toEqual([0, 10])
  })

  it('follows a value through a timer to the message that brought it', () => {
    const value = first(byHand((at) => [{ at, cause: 3, kind: 'timer', node: 'n2' }]))
    expect(knowledgeAt(value, 'n2', 100)).toMatchObject({ hops: 1, source: 'n1' })
  })

  it('shows a value that nobody wrote, after those that somebody did', () => {
    const trace = byHand(() => [])
    trace.events.push({ id: trace.events.length, at: 90, kind: 'learn', node: 'n1', value: 'ghost' })
    const { values } = readSpread(trace)
    expect(values.map(({ value, written }) => [value, written?.at])).toEqual([
      [42, 0],
      ['ghost', undefined],
    ])
  })
})

/** n1 hears 42 from a client and passes it on without ever showing it; n2 learns it, after what `between` adds. */
function byHand(between: (at: number) => Omit<Extract<TraceEvent, { kind: 'timer' }>, 'id'>[]): Trace {
  const { plan } = floodTrace(line(2), [])
  const body = { type: 'broadcast', message: 42 }
  const events: Omit<TraceEvent, 'id'>[] = [
    { at: 0, kind: 'send', message: 0, src: 'c1', dest: 'n1', body } as Omit<TraceEvent, 'id'>,
    { at: 0, cause: 0, kind: 'deliver', message: 0, src: 'c1', dest: 'n1' } as Omit<TraceEvent, 'id'>,
    { at: 0, cause: 1, kind: 'send', message: 1, src: 'n1', dest: 'n2', body } as Omit<TraceEvent, 'id'>,
    { at: 10, cause: 2, kind: 'deliver', message: 1, src: 'n1', dest: 'n2' } as Omit<TraceEvent, 'id'>,
    ...between(50),
  ]
  const learn = { at: 50, cause: events.length - 1, kind: 'learn', node: 'n2', value: 42 }
  const all = [...events, learn].map((event, id) => ({ id, ...event }) as TraceEvent)
  return { version: 1, plan, events: all, end: { kind: 'finished', at: 100 } }
}
