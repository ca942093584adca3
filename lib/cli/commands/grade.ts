import type { Graded } from '../../grade/grade.ts'
import type { GradeEvent } from '../../grade/progress.ts'
import type { Report } from '../../grade/report.ts'
import { UserError } from '../../protocol/user-error.ts'
import type { Trace } from '../../trace/trace.ts'
import { loadTrack, type Track } from '../../track/load.ts'
import { packageRoot } from '../../track/root.ts'
import type { Task } from '../../track/task.ts'
import { type Bench, openBench } from '../bench.ts'
import { type Besides, besidesText, measureBesides } from '../besides.ts'
import type { Call } from '../command.ts'
import type { Context } from '../context.ts'
import { defaultSeed, gradeSubmission, isPassed, recordGrading } from '../grading.ts'
import { inTurn } from '../in-turn.ts'
import { type Submission, submissionOf } from '../submission.ts'
import { requireTask } from '../tasks.ts'
import { showProgress } from '../ticker.ts'
import { changesOf } from '../watch.ts'

export async function run(call: Call): Promise<number> {
  const { options, context } = call
  const { seed = defaultSeed } = options
  const submissions = submissionsOf(call)
  const bench = openBench(context)
  if (options.watch) return watchAndGrade(bench, submissions, options.file, seed, context)
  const reports: (Report & Besides)[] = []
  const unrecorded: unknown[] = []
  const progress = showProgress(context)
  const gradings = inTurn(submissions, tasksAhead, async (submission) => {
    // The line of progress is about the task whose report is the next to come.
    const onEvent = (event: GradeEvent) => submission === submissions[reports.length] && progress(event)
    const own: Bench = { ...bench, sandbox: bench.sandbox.reserved() }
    const graded = await gradeWhole(own, submission, seed, context, onEvent)
    return { submission, graded, besides: await measureBesides(own, submission, graded.report, seed) }
  })
  for await (const { submission, graded, besides } of gradings) {
    const problem = tryToRecord(submission, graded, seed, context)
    if (problem !== undefined) unrecorded.push(problem)
    const { report, exhibit } = graded
    if (!options.json) {
      if (reports.length > 0) context.print('', context.pen.symbols.rule.repeat(context.pen.width), '')
      await printReport(report, exhibit, options.file, context)
      context.print(...(await besidesText(besides, context)))
    }
    reports.push({ ...report, ...besides })
  }
  if (options.json) context.print(JSON.stringify({ version: 1, seed, reports }, null, 2))
  // Only now, so that a full disk does not cost the learner the verdict.
  if (unrecorded.length > 0) throw unrecorded[0]
  return reports.every(isPassed) ? 0 : 1
}

function submissionsOf({ args, options, context }: Call): Submission[] {
  const tasks = tasksOf(loadTrack(packageRoot()), args, options.all === true, context)
  if (tasks.length !== 1 && options.file !== undefined) throw new UserError('one-task', oneTaskPerFile)
  if (tasks.length !== 1 && options.watch) throw new UserError('one-task', oneTaskToWatch)
  return tasks.map((task) => submissionOf(task, options.file, context))
}

function tasksOf(track: Track, names: string[], all: boolean, { cwd }: Context): Task[] {
  if (all && names.length > 0) throw new UserError('tasks-and-all', tasksAndAll)
  if (all) return track.tasks
  if (names.length === 0) throw new UserError('no-task', noTask)
  return [...new Set(names.map((name) => requireTask(track, name, cwd)))]
}

async function gradeWhole(
  bench: Bench,
  submission: Submission,
  seed: number,
  context: Context,
  onEvent: (event: GradeEvent) => void,
): Promise<Graded> {
  const graded = await gradeSubmission(bench, submission, context, { seed, onEvent })
  // Runs that were cut short by whatever interrupted us prove nothing.
  context.signal.throwIfAborted()
  return graded
}

/** Returns why it could not be recorded, if it could not. */
function tryToRecord(submission: Submission, graded: Graded, seed: number, context: Context): unknown {
  try {
    recordGrading(submission, graded, seed, context)
    return undefined
  } catch (problem) {
    return problem
  }
}

async function printReport(
  report: Report,
  exhibit: Trace | undefined,
  named: string | undefined,
  { pen, cwd, print }: Context,
): Promise<void> {
  const { reportText } = await import('../../view/report-text.ts')
  print(...reportText(report, { ...pen, base: cwd, named }))
  await printPicture(report, exhibit, { pen, print })
  const { afterGrading } = await import('../../view/after-grading.ts')
  print('', ...afterGrading(report))
}

/** The run that the first failure points at. */
async function printPicture(
  { checks }: Report,
  exhibit: Trace | undefined,
  { pen, print }: Pick<Context, 'pen' | 'print'>,
): Promise<void> {
  const failed = checks.find(({ required, status }) => required && status === 'failed')
  if (failed?.replay === undefined || exhibit === undefined) return
  const { spaceTime } = await import('../../view/space-time.ts')
  const around = failed.at === undefined ? {} : { around: failed.at }
  print(
    '',
    pen.paint('title', theRun(failed.replay)),
    ...spaceTime(exhibit, { ...pen, ...around, most: picturedMoments }),
  )
}

/** So that no processor waits while a task's last run, or its longest, goes on. */
const tasksAhead = 2

/** What fits on a screen beside the report. */
const picturedMoments = 14

/** Until it is interrupted, or nobody reads any more. A file that cannot be graded now may be mended. */
async function watchAndGrade(
  bench: Bench,
  submissions: Submission[],
  named: string | undefined,
  seed: number,
  context: Context,
): Promise<number> {
  const [submission] = submissions
  if (submission === undefined) return 0
  const progress = showProgress(context)
  let passed = false
  let first = true
  for await (const _ of changesOf(submission.file)) {
    context.say(first ? watching(submission.file) : savedAgain)
    first = false
    try {
      submissionOf(submission.task, submission.file, context)
      const graded = await gradeWhole(bench, submission, seed, context, progress)
      const problem = tryToRecord(submission, graded, seed, context)
      const { report, exhibit } = graded
      await printReport(report, exhibit, named, context)
      passed = isPassed(report)
      if (problem !== undefined) throw problem
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      context.say(error.message)
    }
    if (context.abandoned()) break
  }
  return passed ? 0 : 1
}

const theRun = (id: string) => `The run ${id}`
const noTask = 'Say which task to grade, such as `npx workbench grade 1.1`, or grade all of them with --all.'
const tasksAndAll = 'Name tasks or say --all, not both.'
const oneTaskPerFile = 'A --file is graded as the program of one task, so name exactly one.'
const oneTaskToWatch = 'With --watch one task is graded again and again, so name exactly one.'
const watching = (file: string) => `Watching ${file}: saving it grades it again, Ctrl-C ends this.`
const savedAgain = '\nSaved: grading again.'
