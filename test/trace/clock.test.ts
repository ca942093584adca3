import { describe, expect, it } from 'vitest'
import type { Node } from '../../lib/node/api.ts'
import { clockIn } from '../../lib/trace/clock.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import { eventsOf, logsOf, request, run } from '../support/run.ts'

/** Logs what its clock says whenever it is asked. */
function teller(node: Node) {
  node.on('read', () => ({ type: 'read_ok', messages: [] }))
  node.on('tell', () => node.log(node.now()))
}

function told(plan: Partial<Plan>): { logged: number[]; computed: number[] } {
  const ran = run(teller, {
    operations: [request(100, 'n1', 'tell'), request(900, 'n1', 'tell', 'c2')],
    ...plan,
  })
  const clock = clockIn(ran.trace)
  return {
    logged: logsOf(ran).map(Number),
    computed: eventsOf(ran, 'log').map((event) => clock('n1', event)),
  }
}

describe('the clock of a node', () => {
  it('is read off a trace as the node reads it', () => {
    const { logged, computed } = told({})
    expect(computed).toEqual(logged)
    expect(logged.map((ms) => new Date(ms).toISOString())).toEqual([
      '2026-01-01T00:00:00.100Z',
      '2026-01-01T00:00:00.900Z',
    ])
  })

  it('is off by its skew, and steps when it is set', () => {
    const { logged, computed } = told({
      skew: { n1: -2000 },
      faults: [{ kind: 'clock-step', node: 'n1', at: 500, stepMs: -3000 }],
    })
    expect(computed).toEqual(logged)
    expect((logged[1] as number) - (logged[0] as number)).toBe(800 - 3000)
  })

  it('does not step with another one', () => {
    const { logged, computed } = told({
      faults: [{ kind: 'clock-step', node: 'n2', at: 500, stepMs: -3000 }],
    })
    expect(computed).toEqual(logged)
    expect((logged[1] as number) - (logged[0] as number)).toBe(800)
  })
})
