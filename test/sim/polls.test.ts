import { describe, expect, it } from 'vitest'
import { smallerPlans } from '../../lib/grade/smaller-plans.ts'
import { keeper } from '../support/programs.ts'
import { broadcast, planned, run } from '../support/run.ts'

const first = { type: 'read' }
const second = { type: 'topology', topology: {} }
const polls = [{ from: 100, everyMs: 200, rounds: [[first], [second, first]] }]

describe('what the harness asks again and again', () => {
  const ran = run(keeper, { polls, until: 600, faults: [{ kind: 'crash', node: 'n2', at: 200 }] })
  const asked = ran.facts.operations.map(({ invokedAt, node, request }) => [invokedAt, node, request.type])

  it('comes to every node at its pace, round by round, until the end', () => {
    expect(asked.filter(([, node]) => node === 'n1')).toEqual([
      [100, 'n1', 'read'],
      [300, 'n1', 'topology'],
      [300, 'n1', 'read'],
      [500, 'n1', 'read'],
    ])
  })

  it('passes over a node that is down', () => {
    expect(asked.filter(([, node]) => node === 'n2')).toEqual([[100, 'n2', 'read']])
  })

  it('comes from client c0, and is answered at once', () => {
    expect(ran.facts.operations.every(({ client }) => client === 'c0')).toBe(true)
    expect(ran.facts.operations.every(({ answer, invokedAt }) => answer?.at === invokedAt)).toBe(true)
  })

  it('stays in every smaller plan, for the nodes that are left', () => {
    const plan = planned({ nodes: ['n1', 'n2'], polls, operations: [broadcast(0, 'n1', 1)] })
    const smaller = [...smallerPlans(plan)]
    expect(smaller.length).toBeGreaterThan(0)
    expect(smaller.every((one) => one.polls === polls)).toBe(true)
  })
})
