import { describe, expect, it } from 'vitest'
import type { Node } from '../../lib/node/api.ts'
import { gatherFacts } from '../../lib/trace/facts.ts'
import type { Fault } from '../../lib/trace/plan.ts'
import { arrivals, eventsOf, logsOf, request, run } from '../support/run.ts'

const pause = (node: string, from: number, to: number): Fault => ({ kind: 'pause', node, from, to })

/** Logs the number of every note, and sends n2 a numbered note at each "go". */
function counting(node: Node): void {
  let sent = 0
  node.on('go', () => {
    node.send('n2', { type: 'note', number: ++sent })
    return { type: 'go_ok' }
  })
  node.on('note', ({ number }) => node.log(`note ${number}`))
}

const goes = (...times: number[]) => times.map((at, index) => request(at, 'n1', 'go', `c${index + 1}`))

describe('a paused node', () => {
  it('gets what arrived meanwhile at the resume, in the order it came', () => {
    const ran = run(counting, { operations: goes(100, 150, 160), faults: [pause('n2', 100, 200)] })
    expect(arrivals(ran, 'n1', 'n2')).toEqual([200, 200, 200])
    expect(logsOf(ran, 'n2')).toEqual(['note 1', 'note 2', 'note 3'])
  })

  it('holds from its first moment and lets pass at its last', () => {
    const ran = run(counting, { operations: goes(90, 189, 190), faults: [pause('n2', 100, 200)] })
    expect(arrivals(ran, 'n1', 'n2')).toEqual([200, 200, 200])
    expect(eventsOf(ran, 'resume')).toMatchObject([{ at: 200, node: 'n2' }])
  })

  it('answers a client after the resume', () => {
    const ran = run(counting, { operations: goes(150), faults: [pause('n1', 100, 200)] })
    expect(ran.facts.operations[0]?.answer?.at).toBe(200)
  })

  it('runs the timers that fell due at the resume, among the messages in their order', () => {
    const main = (node: Node) => {
      counting(node)
      if (node.id === 'n2') node.after(130, () => node.log('timer'))
    }
    const ran = run(main, { operations: goes(110, 130), faults: [pause('n2', 100, 200)] })
    expect(logsOf(ran, 'n2')).toEqual(['note 1', 'timer', 'note 2'])
  })

  it('ticks once for all the ticks it missed, and goes on from there', () => {
    const main = (node: Node) => {
      const born = node.now()
      node.every(30, () => node.log(node.now() - born))
    }
    const ran = run(main, { nodes: ['n1'], faults: [pause('n1', 100, 200)], until: 270 })
    expect(logsOf(ran)).toEqual(['30', '60', '90', '200', '230', '260'])
  })

  it('loses what it held when it crashes, and the trace says so', () => {
    const ran = run(counting, {
      operations: goes(110),
      faults: [pause('n2', 100, 200), { kind: 'crash', node: 'n2', at: 150 }],
    })
    expect(eventsOf(ran, 'drop')).toMatchObject([{ at: 150, dest: 'n2', reason: 'crashed' }])
    expect(gatherFacts(ran.trace).serverMessages[0]?.deliveries).toEqual([])
  })

  it('does not hold the others up', () => {
    const ran = run(counting, { operations: goes(110), faults: [pause('n1', 120, 200)] })
    expect(arrivals(ran, 'n1', 'n2')).toEqual([120])
  })
})
