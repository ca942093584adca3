import { nothingLost } from '../../lib/check/set-full.ts'
import { fallsSilent } from '../../lib/check/silence.ts'
import type { Check, Grader, Mistake, Scenario } from '../../lib/grade/grader.ts'
import { line, ring } from '../../lib/scenario/topologies.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import type { Main } from './plain-program.ts'
import { broadcast, planned, run, workload } from './run.ts'

// A grader of two checks and two scenarios, real ones but small.

export const lost: Check = {
  id: 'nothing-lost',
  name: 'Nothing is lost',
  required: true,
  scenarios: ['small', 'large'],
  judge: (ran) => nothingLost(ran, workload),
}

const silence: Check = {
  id: 'silence',
  name: 'Silence falls',
  required: true,
  scenarios: ['large'],
  judgesPartial: true,
  judge: (ran) => fallsSilent(ran, 2000),
}

const plans: { [name: string]: (seed: number) => Partial<Plan> } = {
  small: (seed) => ({ seed, topology: line(2), operations: [broadcast(100, 'n1', 42)], until: 1000 }),
  large: (seed) => ({
    ...{ seed, topology: ring(6), operations: [broadcast(100, 'n1', 42)], until: 8000 },
    caps: { messages: 200 },
  }),
}

export function graderOf(mistakes: Mistake[] = [], changes: Partial<Grader> = {}): Grader {
  const scenarios = Object.keys(plans).map(
    (name): Scenario => ({ name, title: name, seeds: 1, plan: (seed) => planned(planOf(name, seed)) }),
  )
  return {
    contract: {},
    exhibit: 'small',
    writes: 'broadcast',
    scenarios,
    checks: [lost, silence],
    mistakes,
    ...changes,
  }
}

/** A run of one of the two scenarios. */
export function small(main: Main, seed = 1) {
  return run(main, planOf('small', seed))
}

export function large(main: Main, seed = 1) {
  return run(main, planOf('large', seed))
}

function planOf(name: string, seed: number): Partial<Plan> {
  return { scenario: name, ...plans[name]?.(seed) }
}
