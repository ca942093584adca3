import { describe, expect, it } from 'vitest'
import { idleTimes } from '../../lib/check/idle.ts'
import { stretchesOf } from '../../lib/check/stretches.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import { configure, gossipDefaults, gossiper, gossipRun } from '../support/gossiper.ts'
import { broadcast, run } from '../support/run.ts'

const stretches = (plan: Partial<Plan>) =>
  stretchesOf(run(gossiper(), { ...gossipRun, ...plan }), gossipDefaults).map(
    ({ node, settings, from, to, isFirst }) => [node, settings.intervalMs, from.at, to.at, isFirst],
  )

describe('the settings of a node', () => {
  it('are the defaults until a client changes them', () => {
    expect(stretches({ operations: [configure(1000, 'n2', 3, 500)] })).toEqual([
      ['n1', 200, 0, 5000, true],
      ['n2', 200, 0, 1000, true],
      ['n2', 500, 1000, 5000, false],
      ['n3', 200, 0, 5000, true],
    ])
  })

  it('are forgotten in a crash', () => {
    expect(
      stretches({
        nodes: ['n1'],
        operations: [configure(1000, 'n1', 3, 500)],
        faults: [{ kind: 'crash', node: 'n1', at: 2000, restartAt: 3000 }],
      }),
    ).toEqual([
      ['n1', 200, 0, 1000, true],
      ['n1', 500, 1000, 2000, false],
      ['n1', 200, 3000, 5000, true],
    ])
  })
})

describe('idle times', () => {
  const idle = (plan: Partial<Plan> = {}) => idleTimes(run(gossiper(), { ...gossipRun, ...plan }), 1000)

  it('begin some time after the last node learned the last value, and end with the next value', () => {
    // n1 pushes at 200 ms; both others have it at 210 ms.
    const again = broadcast(3000, 'n1', 4712, 'c2')
    expect(idle({ operations: [...(gossipRun.operations ?? []), again] })).toEqual([
      { from: 1210, to: 3000 },
      // The next round but one is at 3.2 s.
      { from: 4210, to: 5000 },
    ])
  })

  it('wait for a node that starts late', () => {
    expect(idle({ faults: [{ kind: 'crash', node: 'n3', at: 1, restartAt: 2500 }] })).toEqual([
      { from: 1210, to: 2500 },
      { from: 3610, to: 5000 },
    ])
  })

  it('never come where a node stays without', () => {
    expect(idle({ loss: 1 })).toEqual([])
  })
})
