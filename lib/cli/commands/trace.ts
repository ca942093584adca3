import { statSync } from 'node:fs'
import { UserError } from '../../protocol/user-error.ts'
import type { Trace } from '../../trace/trace.ts'
import { loadTrack } from '../../track/load.ts'
import { packageRoot } from '../../track/root.ts'
import { spaceTime } from '../../view/space-time.ts'
import { readRun } from '../../workspace/runs.ts'
import { openBench } from '../bench.ts'
import type { Call } from '../command.ts'
import { gradeSubmission } from '../grading.ts'
import { requestedRun } from '../requested-run.ts'
import { type Submission, submissionOf } from '../submission.ts'
import { requireTask } from '../tasks.ts'

/** A run that a grading of this very program kept is shown as it was; any other is run again. */
export async function run({ args: [id = ''], options, context }: Call): Promise<number> {
  const run = requestedRun(id)
  const { scenario, seed, shrunk = false } = run
  const task = requireTask(loadTrack(packageRoot()), run.task, context.cwd)
  const submission = submissionOf(task, options.file, context)
  let trace = keptRun(submission, id)
  if (trace === undefined) {
    const bench = openBench(context)
    const graded = await gradeSubmission(bench, submission, context, { seed, scenario, shrunk })
    context.signal.throwIfAborted()
    trace = graded.exhibit
  }
  if (trace === undefined) throw new UserError('no-run', didNotRun(id))
  context.print(...spaceTime(trace, { ...context.pen, most: Number.POSITIVE_INFINITY }))
  return 0
}

/** The run as a grading kept it, unless the program has been changed since. */
function keptRun({ workspace, file }: Submission, id: string): Trace | undefined {
  const saved = workspace === undefined ? undefined : readRun(workspace, id)
  if (saved?.kind !== 'found' || saved.savedMs < statSync(file).mtimeMs) return undefined
  return saved.data as Trace
}

const didNotRun = (id: string) =>
  `There is nothing to show of ${id}: the program does not build. Grade it to see why.`
