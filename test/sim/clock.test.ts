import { describe, expect, it } from 'vitest'
import type { Node } from '../../lib/node/api.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import { eventsOf, logsOf, run } from '../support/run.ts'

/** What a node's clock says at each of its 100 ms ticks. */
function clocksOf(plan: Partial<Plan>, node = 'n1'): string[] {
  const main = (self: Node) => self.every(100, () => self.log(new Date(self.now()).toISOString()))
  return logsOf(run(main, { until: 350, ...plan }), node)
}

describe('a node’s clock', () => {
  it('starts with the year 2026 and follows simulated time', () => {
    expect(clocksOf({})).toEqual([
      '2026-01-01T00:00:00.100Z',
      '2026-01-01T00:00:00.200Z',
      '2026-01-01T00:00:00.300Z',
    ])
  })

  it('may be skewed, and those of the others are not', () => {
    const plan = { skew: { n1: -100 } }
    expect([clocksOf(plan)[0], clocksOf(plan, 'n2')[0]]).toEqual([
      '2026-01-01T00:00:00.000Z',
      '2026-01-01T00:00:00.100Z',
    ])
  })

  it('may be set back in the middle of a run, and the trace says so', () => {
    const faults: Plan['faults'] = [{ kind: 'clock-step', node: 'n1', at: 150, stepMs: -1000 }]
    expect(clocksOf({ faults })).toEqual([
      '2026-01-01T00:00:00.100Z',
      '2025-12-31T23:59:59.200Z',
      '2025-12-31T23:59:59.300Z',
    ])
    expect(
      eventsOf(
        run(() => {}, { faults }),
        'clock',
      ),
    ).toMatchObject([{ at: 150, node: 'n1', stepMs: -1000 }])
  })

  it('when stepped or skewed does not move its timers', () => {
    const main = (node: Node) => node.every(100, () => node.send('n2', { type: 'note' }))
    const timesOf = (plan: Partial<Plan>) =>
      eventsOf(run(main, { nodes: ['n1', 'n2'], until: 450, ...plan }), 'send').map(({ at }) => at)
    const faults: Plan['faults'] = [{ kind: 'clock-step', node: 'n1', at: 150, stepMs: 5000 }]
    expect(timesOf({ skew: { n1: 777 }, faults })).toEqual(timesOf({}))
  })

  it('gives whole milliseconds', () => {
    const main = (node: Node) => node.on('note', () => node.log(node.now() % 1))
    const sending = (node: Node) => {
      main(node)
      node.send('n2', { type: 'note' })
    }
    const ran = run(sending, { latency: { kind: 'constant', ms: 1.234 } })
    expect(logsOf(ran, 'n2')).toEqual(['0', '0'])
  })
})
