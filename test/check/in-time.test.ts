import { describe, expect, it } from 'vitest'
import { knownInTime } from '../../lib/check/in-time.ts'
import { onlyToNeighbours } from '../../lib/check/neighbours.ts'
import type { Node } from '../../lib/node/api.ts'
import { line } from '../../lib/scenario/topologies.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import { failureOf } from '../support/finding.ts'
import type { Main } from '../support/plain-program.ts'
import { broadcaster, keeper, teller } from '../support/programs.ts'
import { broadcast, run, workload } from '../support/run.ts'

/** n1 tells n2 all it knows at these times. */
const tellingAt =
  (...times: number[]) =>
  (node: Node) => {
    const seen = broadcaster(node)
    if (node.id !== 'n1') return
    for (const at of times) {
      node.after(at, () => {
        for (const message of seen) node.send('n2', { type: 'broadcast', message })
      })
    }
  }

const plan: Partial<Plan> = {
  operations: [broadcast(100, 'n1', 42, 'c1'), broadcast(600, 'n1', 43, 'c2')],
  until: 10_000,
}
const inTime = (main: Main, more: Partial<Plan> = {}) =>
  knownInTime(run(main, { ...plan, ...more }), workload, 1000)

describe('five seconds after the last value (here: one)', () => {
  it('every node knows every value', () => {
    expect(inTime(tellingAt(1500))).toEqual({ kind: 'holds' })
  })

  it('is not too late for an early value', () => {
    expect(inTime(teller)).toEqual({ kind: 'holds' })
  })

  it('is over when a value comes later, which is told', () => {
    expect(failureOf(inTime(tellingAt(1700)))).toMatchObject({
      at: 1600,
      message:
        '42 was acknowledged by n1 at 100 ms; the last value of all was acknowledged at 600 ms. By 1.6 s, 1 s later, every node should know it, and n2 did not. (And 1 other value likewise.)',
      chain: ['Until then nobody had sent it to n2.', 'n2 learned it at 1.71 s.'],
    })
  })

  it('says how often a late value had been lost before', () => {
    const faults = [{ kind: 'loss' as const, from: 0, to: 1600, probability: 1 }]
    expect(failureOf(inTime(tellingAt(650, 850, 1700), { faults })).chain?.[0]).toBe(
      'Until then it had been sent to n2 2 times; 2 of these messages did not arrive.',
    )
  })

  it('is explained for a value that never comes', () => {
    expect(failureOf(inTime(keeper)).chain).toEqual([
      'c1 sent 42 to n1 at 100 ms.',
      'n1 never sent it to n2.',
      'n1 sent no message to any node in the whole run.',
    ])
  })

  it('begins anew for a node that restarts', () => {
    const faults = [{ kind: 'crash' as const, node: 'n2', at: 900, restartAt: 4000 }]
    expect(inTime(tellingAt(4900), { faults })).toEqual({ kind: 'holds' })
    expect(failureOf(inTime(tellingAt(5100), { faults })).message).toContain(
      'n2 restarted at 4 s. By 5 s, 1 s later',
    )
  })

  it('begins with its start for a node that joins late', () => {
    const faults = [{ kind: 'crash' as const, node: 'n2', at: 1, restartAt: 4000 }]
    expect(failureOf(inTime(tellingAt(5100), { faults })).message).toContain('n2 started at 4 s. By 5 s')
  })

  it('asks nothing of a node that is down', () => {
    expect(inTime(keeper, { faults: [{ kind: 'crash', node: 'n2', at: 900 }] })).toEqual({ kind: 'holds' })
  })
})

describe('only to neighbours', () => {
  const sendingTo = (dest: string) => (node: Node) => {
    if (node.id === 'n1') node.send(dest, { type: 'gossip' })
  }
  const judged = (dest: string) => onlyToNeighbours(run(sendingTo(dest), { topology: line(3) }))

  it('holds for a message to one of them', () => {
    expect(judged('n2')).toEqual({ kind: 'holds' })
  })

  it('does not hold for one to the node itself', () => {
    expect(failureOf(judged('n1')).message).toMatch(/^At 0 ms n1 sent a "gossip" to itself\./)
  })

  it('does not hold for one to a stranger', () => {
    expect(failureOf(judged('n3')).message).toContain('which is not its neighbour')
  })
})
