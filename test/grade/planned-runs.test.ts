import { describe, expect, it } from 'vitest'
import type { Grader, Scenario } from '../../lib/grade/grader.ts'
import { plannedRuns } from '../../lib/grade/planned-runs.ts'
import { planned } from '../support/run.ts'

const scenario = (name: string, seeds: number): Scenario => ({
  name,
  title: name,
  seeds,
  plan: (seed) => planned({ scenario: name, seed }),
})

const grader: Grader = {
  contract: {},
  exhibit: 'a',
  writes: 'broadcast',
  scenarios: [scenario('a', 3), scenario('b', 1), scenario('c', 2)],
  checks: [],
  mistakes: [],
}

const namesAndSeeds = (seed: number) =>
  plannedRuns(grader, seed).map(({ plan }) => `${plan.scenario} ${plan.seed}`)

describe('the runs of a grading', () => {
  it('are all scenarios with their first seed, then with their second, and so on', () => {
    expect(namesAndSeeds(1)).toEqual(['a 1001', 'b 1001', 'c 1001', 'a 1002', 'c 1002', 'a 1003'])
  })

  it('are the same for the same seed', () => {
    expect(namesAndSeeds(7)).toEqual(namesAndSeeds(7))
  })

  it('share no dice with those of the next seed', () => {
    const first = new Set(namesAndSeeds(1))
    expect(namesAndSeeds(2).filter((one) => first.has(one))).toEqual([])
  })

  it('are each of the scenario they name', () => {
    expect(plannedRuns(grader, 1).every((one) => one.scenario.name === one.plan.scenario)).toBe(true)
  })
})
