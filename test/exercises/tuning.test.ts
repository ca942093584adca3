import { describe, expect, it } from 'vitest'
import grader from '../../exercises/2-gossip-protocol/5-tuning/grader.ts'
import { glance } from '../../exercises/2-gossip-protocol/5-tuning/scenarios.ts'
import { isRequiredFailure, judge } from '../../lib/grade/judge.ts'
import { measure } from '../../lib/trace/metrics.ts'
import lossy from '../../solutions/2-gossip-protocol/5-tuning/mistakes/lossy-under-partition.ts'
import flood from '../../solutions/2-gossip-protocol/5-tuning/references/flood.ts'
import tree from '../../solutions/2-gossip-protocol/5-tuning/references/tree.ts'
import type { Main } from '../support/plain-program.ts'
import { run } from '../support/run.ts'

const planOf = (name: string, seed: number) => {
  const scenario = grader.scenarios.find((each) => each.name === name)
  if (scenario === undefined) throw new Error(`no scenario ${name}`)
  return scenario.plan(seed)
}
const failedChecks = (main: Main, name: string, seed = 1) =>
  judge(grader, run(main, planOf(name, seed)))
    .findings.filter(isRequiredFailure)
    .map(({ check }) => check.id)

describe('the reference programs', () => {
  const costs = (main: Main) => measure(run(main, glance(1)).facts, 'broadcast')

  // 2E − (n − 1) for a flood without echo over a 5×5 grid, and n − 1 for a tree.
  it('cost what the mathematics says', () => {
    expect(costs(flood)).toMatchObject({ msgsPerBroadcast: 56, maxPropagationMs: 800 })
    expect(costs(tree)).toMatchObject({ msgsPerBroadcast: 24 })
  })
})

describe('the load', () => {
  const bodies = planOf('load', 1).operations.map(({ body }) => body.type)

  it('has 2,000 operations, half of them reads', () => {
    expect(bodies).toHaveLength(2000)
    expect(bodies.filter((type) => type === 'read')).toHaveLength(1000)
  })

  it('goes on for twenty seconds, and two more are counted', () => {
    const { operations, until } = planOf('load', 1)
    const times = operations.map(({ at }) => at)
    expect(Math.max(...times) - Math.min(...times)).toBe(19_990)
    expect(until).toBe(Math.min(...times) + 22_000)
  })

  it('differs from seed to seed', () => {
    expect(planOf('load', 1)).toEqual(planOf('load', 1))
    expect(planOf('load', 1).operations).not.toEqual(planOf('load', 2).operations)
  })
})

describe('a hub without repair', () => {
  it.each([1, 2, 3])('fails wherever something is cut (seed %i)', (seed) => {
    expect(failedChecks(lossy, 'cut-5', seed)).toEqual(['healed'])
  })

  it('does without faults', () => {
    expect(failedChecks(lossy, 'few')).toEqual([])
  })
})
