import { HarnessFailure } from '../grade/harness-failure.ts'
import type { KnownMistake } from '../grade/known-mistakes.ts'
import type { Report } from '../grade/report.ts'
import { openBench } from './bench.ts'
import type { Call } from './command.ts'
import { defaultSeed, gradeSubmission } from './grading.ts'
import { showProgress } from './ticker.ts'

/** Grades the program that makes a mistake, as a learner's would be. That it is not named would be our mistake. */
export async function gradeMistake(
  { task, slug, program }: KnownMistake,
  { options, context }: Call,
): Promise<Report> {
  const { seed = defaultSeed } = options
  const submission = { task, file: program }
  const onEvent = showProgress(context)
  const { report } = await gradeSubmission(openBench(context), submission, context, { seed, onEvent })
  context.signal.throwIfAborted()
  if (!report.mistakes.some((named) => named.slug === slug)) {
    throw new HarnessFailure(notNamed(task.number, slug, seed))
  }
  return report
}

const notNamed = (task: string, slug: string, seed: number) =>
  `The program that makes the mistake ${slug} of task ${task} was graded with seed ${seed}, and the grader did not name it.`
