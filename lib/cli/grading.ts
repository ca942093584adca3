import type { Graded, GradeJob } from '../grade/grade.ts'
import type { GradeEvent } from '../grade/progress.ts'
import type { Report } from '../grade/report.ts'
import { recordAttempt } from '../workspace/record.ts'
import { saveRun } from '../workspace/runs.ts'
import type { Bench } from './bench.ts'
import type { Context } from './context.ts'
import type { Submission } from './submission.ts'

/** The seed of a grading that was given none, so that the same program always gets the same verdict. */
export const defaultSeed = 1

export type GradingOptions = {
  seed: number
  /** A single scenario; `seed` is then the run's own. */
  scenario?: string
  /** That run, made smaller. */
  shrunk?: boolean
  onEvent?: (event: GradeEvent) => void
}

/** Grades a submission; records nothing. */
export async function gradeSubmission(
  { root, sandbox }: Bench,
  { task, file }: Submission,
  { now }: Pick<Context, 'now'>,
  { seed, scenario, shrunk = false, onEvent }: GradingOptions,
): Promise<Graded> {
  const [{ grade }, { replay }, { loadGrader }] = await Promise.all([
    import('../grade/grade.ts'),
    import('../grade/replay.ts'),
    import('../grade/load-grader.ts'),
  ])
  const grader = await loadGrader(root, task)
  const job: GradeJob = { task, grader, file, seed, sandbox, now, ...(onEvent && { onEvent }) }
  return scenario === undefined ? grade(job) : replay({ ...job, scenario, shrunk })
}

/**
 * Records what came of grading the learner's own file, and keeps its failing runs. Throws a UserError where it
 * cannot be written. Says what was put right on the way.
 */
export function recordGrading(
  { workspace }: Submission,
  { report, failures }: Graded,
  seed: number,
  { date, say }: Pick<Context, 'date' | 'say'>,
): void {
  if (workspace === undefined) return
  const { task, verdict, stars } = report
  const { notice } = recordAttempt(workspace, { task, at: date(), verdict, stars, seed })
  if (notice !== undefined) say(notice)
  for (const { id, trace } of failures) saveRun(workspace, id, trace)
}

export function isPassed({ verdict }: Report): boolean {
  return verdict === 'passed'
}
