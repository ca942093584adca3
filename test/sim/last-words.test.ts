import { describe, expect, it } from 'vitest'
import type { Node } from '../../lib/node/api.ts'
import type { Fault } from '../../lib/trace/plan.ts'
import { eventsOf, logsOf, request, run } from '../support/run.ts'

const three = { n1: ['n2', 'n3'], n2: ['n1', 'n3'], n3: ['n1', 'n2'] }
const dies = (node: string, from = 0): Fault => ({
  kind: 'crash-after-sending',
  node,
  type: 'ack',
  from,
})

/** n1 asks n2, which tells n3 before, after or both, and sends an ack. */
function telling(order: string[]): (node: Node) => void {
  return (node) => {
    node.on('topology', () => ({ type: 'topology_ok' }))
    node.on('read', () => ({ type: 'read_ok', messages: [] }))
    node.on('go', () => {
      node.send('n2', { type: 'ask' })
      return { type: 'go_ok' }
    })
    node.on('ask', () => {
      for (const type of order) node.send(type === 'ack' ? 'n1' : 'n3', { type })
      node.after(5, () => node.send('n3', { type: 'later' }))
    })
    for (const type of ['ack', 'before', 'after', 'later']) node.on(type, () => node.log(type))
  }
}

const asked = (order: string[], faults: Fault[], times = [100]) =>
  run(telling(order), {
    topology: three,
    faults,
    operations: times.map((at, index) => request(at, 'n1', 'go', `c${index + 1}`)),
  })

describe('a node that crashes after sending a message of some type', () => {
  const ran = asked(['before', 'ack', 'after'], [dies('n2')])

  it('gets that message out', () => {
    expect(logsOf(ran, 'n1')).toEqual(['ack'])
  })

  it('loses whatever else it sent in the same event, before it and after it', () => {
    expect(logsOf(ran, 'n3')).toEqual([])
    expect(eventsOf(ran, 'drop')).toMatchObject([
      { at: 110, src: 'n2', dest: 'n3', reason: 'sender-crashed' },
      { at: 110, src: 'n2', dest: 'n3', reason: 'sender-crashed' },
    ])
  })

  it('is down from then on, timers and all, because of that message', () => {
    const [crash] = eventsOf(ran, 'crash')
    expect(crash).toMatchObject({ at: 110, node: 'n2' })
    expect(ran.trace.events[crash?.cause ?? -1]).toMatchObject({ kind: 'send', dest: 'n1' })
    expect(ran.facts.live).toEqual(new Set(['n1', 'n3']))
  })

  it('lives on, and loses nothing, while it sends none', () => {
    const other = asked(['before', 'after'], [dies('n2')])
    expect(logsOf(other, 'n3')).toEqual(['before', 'after', 'later'])
    expect(eventsOf(other, 'crash')).toEqual([])
  })

  it('survives those it sent before the fault begins', () => {
    const later = asked(['before', 'ack'], [dies('n2', 150)], [100, 200])
    expect(logsOf(later, 'n3')).toEqual(['before', 'later'])
    expect(logsOf(later, 'n1')).toEqual(['ack', 'ack'])
    expect(eventsOf(later, 'crash')).toMatchObject([{ at: 210 }])
  })

  it('leaves all others as they were', () => {
    const calm = asked(['before', 'ack', 'after'], [])
    const armed = asked(['before', 'ack', 'after'], [dies('n3')])
    expect(armed.trace.events).toEqual(calm.trace.events)
  })
})
