import type { Plan } from '../trace/plan.ts'
import type { Grader, Scenario } from './grader.ts'

/** A scenario with its dice thrown. */
export type PlannedRun = { scenario: Scenario; plan: Plan }

/** Seeds of one grading lie between its own number times this and the next one's. */
const seedsApart = 1000

/** Every run of a grading: all scenarios with their first seed, then with their second, and so on. */
export function plannedRuns(grader: Grader, seed: number): PlannedRun[] {
  const most = Math.max(...grader.scenarios.map(({ seeds }) => seeds))
  const runs: PlannedRun[] = []
  for (let round = 0; round < most; round++) {
    for (const scenario of grader.scenarios) {
      if (round < scenario.seeds) runs.push({ scenario, plan: scenario.plan(seed * seedsApart + round + 1) })
    }
  }
  return runs
}
