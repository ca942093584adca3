import { UserError } from '../protocol/user-error.ts'
import { type Graded, type GradeJob, gradeRuns } from './grade.ts'

export { parseRunId as parseReplayId } from './run-id.ts'

/**
 * Grades the program on one run of one scenario; `seed` is the run's own. Shrinking is as repeatable as running, so
 * a shrunk run needs nothing saved either.
 */
export async function replay(job: GradeJob & { scenario: string; shrunk?: boolean }): Promise<Graded> {
  const scenario = job.grader.scenarios.find(({ name }) => name === job.scenario)
  if (scenario === undefined) throw new UserError('unknown-scenario', unknownScenario(job))
  return gradeRuns(job, [{ scenario, plan: scenario.plan(job.seed) }], { shrinks: job.shrunk ?? false })
}

function unknownScenario({ task, grader, scenario }: GradeJob & { scenario: string }): string {
  const names = grader.scenarios.map(({ name }) => name).join(', ')
  return `Task ${task.number} has no scenario "${scenario}". It has ${names}.`
}
