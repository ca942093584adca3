import { describe, expect, it } from 'vitest'
import type { Links } from '../../lib/trace/event.ts'
import type { Fault } from '../../lib/trace/plan.ts'
import { noteSender } from '../support/programs.ts'
import { arrivals, eventsOf, request, run } from '../support/run.ts'

const both: Links = [
  { from: ['n1'], to: ['n2'] },
  { from: ['n2'], to: ['n1'] },
]
const cut = (from: number, to: number, links: Links = both, name = 'wall'): Fault => ({
  kind: 'partition',
  name,
  from,
  to,
  links,
})

/** n1 sends a note to n2 at each of these times; it takes 10 ms. */
function notesAt(times: number[], faults: Fault[]) {
  const operations = times.map((at, index) => request(at, 'n1', 'go', `c${index + 1}`))
  return run(noteSender, { operations, faults })
}

describe('a partition', () => {
  it('drops what is sent while it lasts, and says which one did', () => {
    const ran = notesAt([150], [cut(100, 200)])
    expect(eventsOf(ran, 'drop')).toMatchObject([
      { at: 150, src: 'n1', dest: 'n2', reason: 'cut', by: 'wall' },
    ])
  })

  it('drops what would arrive while it lasts', () => {
    const ran = notesAt([95], [cut(100, 200)])
    expect(eventsOf(ran, 'drop')).toMatchObject([{ at: 105, reason: 'cut', by: 'wall' }])
  })

  it('lets pass what is sent before and arrives after', () => {
    const ran = notesAt([97], [cut(100, 105)])
    expect(arrivals(ran, 'n1', 'n2')).toEqual([107])
  })

  it('begins with its first moment and ends before its last', () => {
    const ran = notesAt([100, 200], [cut(100, 200)])
    expect(arrivals(ran, 'n1', 'n2')).toEqual([210])
  })

  it('at arrival, too, begins with its first moment and ends before its last', () => {
    const ran = notesAt([90, 95], [cut(100, 105)])
    expect(arrivals(ran, 'n1', 'n2')).toEqual([105])
  })

  it('from the beginning also cuts what programs send as they start', () => {
    const ran = run((node) => node.send('n2', { type: 'note' }), { nodes: ['n1', 'n2'], faults: [cut(0, 5)] })
    expect(arrivals(ran, 'n1', 'n2')).toEqual([])
  })

  it('may cut one way only', () => {
    const oneWay: Links = [{ from: ['n2'], to: ['n1'] }]
    const operations = [request(150, 'n1', 'go'), request(150, 'n2', 'go', 'c2')]
    const ran = run(noteSender, { operations, faults: [cut(100, 200, oneWay)] })
    expect([arrivals(ran, 'n1', 'n2'), arrivals(ran, 'n2', 'n1')]).toEqual([[160], []])
  })

  it('that overlaps another leaves the link cut until the last of them heals', () => {
    const ran = notesAt([150, 250, 350], [cut(100, 300, both, 'long'), cut(120, 200, both, 'short')])
    expect(eventsOf(ran, 'drop').map(({ at, by }) => [at, by])).toEqual([
      [150, 'long'],
      [250, 'long'],
    ])
    expect(arrivals(ran, 'n1', 'n2')).toEqual([360])
  })

  it('never cuts a client from a node', () => {
    const ran = notesAt([150], [cut(100, 200, [{ from: ['n1', 'c1'], to: ['n1', 'c1'] }])])
    expect(ran.facts.operations[0]?.answer?.at).toBe(150)
  })

  it('stands in the trace from its cut to its heal', () => {
    const ran = notesAt([], [cut(100, 200)])
    expect(ran.trace.events.filter(({ kind }) => kind === 'cut' || kind === 'heal')).toMatchObject([
      { at: 100, kind: 'cut', name: 'wall', links: both },
      { at: 200, kind: 'heal', name: 'wall' },
    ])
  })
})

describe('a window of loss', () => {
  it('loses everything in it at probability 1, from its first moment to before its last', () => {
    const ran = notesAt([99, 100, 199, 200], [{ kind: 'loss', from: 100, to: 200, probability: 1 }])
    expect(arrivals(ran, 'n1', 'n2')).toEqual([109, 210])
    expect(eventsOf(ran, 'drop').map(({ at, reason }) => [at, reason])).toEqual([
      [100, 'loss'],
      [199, 'loss'],
    ])
  })

  it('from the beginning also loses what programs send as they start', () => {
    const main = (node: { send(dest: string, body: { type: string }): void }) =>
      node.send('n2', { type: 'note' })
    const ran = run(main, { faults: [{ kind: 'loss', from: 0, to: 100, probability: 1 }] })
    expect(arrivals(ran, 'n1', 'n2')).toEqual([])
  })
})

describe('a duplicated message', () => {
  it('is delivered twice under one number', () => {
    const ran = run(noteSender, { operations: [request(100, 'n1', 'go')], duplicate: 1 })
    const [sent] = ran.facts.serverMessages
    expect(sent?.deliveries.map(({ at, message }) => [at, message])).toEqual([
      [110, sent?.event.message],
      [110, sent?.event.message],
    ])
  })
})
