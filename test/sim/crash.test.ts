import { describe, expect, it } from 'vitest'
import type { Node } from '../../lib/node/api.ts'
import type { Fault } from '../../lib/trace/plan.ts'
import { keeper, noteSender } from '../support/programs.ts'
import { arrivals, broadcast, eventsOf, logsOf, read, request, run } from '../support/run.ts'

const crash = (node: string, at: number, restartAt?: number): Fault => ({
  kind: 'crash',
  node,
  at,
  ...(restartAt === undefined ? {} : { restartAt }),
})

describe('a crashed node', () => {
  it('receives nothing: what arrives is dropped', () => {
    const ran = run(noteSender, { operations: [request(95, 'n1', 'go')], faults: [crash('n2', 100)] })
    expect(eventsOf(ran, 'drop')).toMatchObject([{ at: 105, dest: 'n2', reason: 'crashed' }])
  })

  it('answers no client, who gives up', () => {
    const ran = run(keeper, { operations: [read(200, 'n1')], faults: [crash('n1', 100)] })
    expect(ran.facts.operations[0]).toMatchObject({ answer: undefined, gaveUpAt: 5200 })
  })

  it('has already sent what it sent before', () => {
    const ran = run(noteSender, { operations: [request(95, 'n1', 'go')], faults: [crash('n1', 100)] })
    expect(arrivals(ran, 'n1', 'n2')).toEqual([105])
  })

  it('runs no timers any more', () => {
    const ran = run((node) => node.every(60, () => node.log(node.id)), {
      faults: [crash('n1', 100)],
      until: 200,
    })
    expect([logsOf(ran, 'n1'), logsOf(ran, 'n2')]).toEqual([['n1'], ['n2', 'n2', 'n2']])
  })

  it('is down from that very moment', () => {
    const ran = run(noteSender, { operations: [request(90, 'n1', 'go')], faults: [crash('n2', 100)] })
    expect(arrivals(ran, 'n1', 'n2')).toEqual([])
  })

  it('may be down from the very beginning', () => {
    const ran = run(keeper, { operations: [broadcast(0, 'n1', 1)], faults: [crash('n1', 0)] })
    expect(eventsOf(ran, 'drop')).toMatchObject([{ dest: 'n1', reason: 'crashed' }])
  })
})

describe('a restarted node', () => {
  it('remembers nothing', () => {
    const ran = run(keeper, {
      operations: [broadcast(50, 'n1', 42), read(300, 'n1')],
      faults: [crash('n1', 100, 200)],
    })
    expect(ran.facts.operations[1]?.answer?.body).toMatchObject({ type: 'read_ok', messages: [] })
  })

  it('is told the topology again, at once', () => {
    const topology = { n1: ['n2'], n2: ['n1'] }
    const ran = run(keeper, { topology, faults: [crash('n1', 100, 200)] })
    const told = eventsOf(ran, 'deliver').filter(({ src, dest }) => src === 'c0' && dest === 'n1')
    expect(told.map(({ at }) => at)).toEqual([0, 200])
  })

  it('receives again from the moment it is back', () => {
    const ran = run(noteSender, { operations: [request(190, 'n1', 'go')], faults: [crash('n2', 100, 200)] })
    expect(arrivals(ran, 'n1', 'n2')).toEqual([200])
  })

  it('is not called by the timers of its former life', () => {
    const main = (node: Node) => {
      const born = node.now()
      node.after(150, () => node.log(node.now() - born))
    }
    const ran = run(main, { nodes: ['n1'], faults: [crash('n1', 100, 120)], until: 1000 })
    expect(logsOf(ran)).toEqual(['150'])
  })

  it('starts a second time in the trace', () => {
    const ran = run(keeper, { nodes: ['n1'], faults: [crash('n1', 100, 200)] })
    expect(eventsOf(ran, 'start')).toMatchObject([
      { at: 0, again: false },
      { at: 200, again: true },
    ])
  })
})
