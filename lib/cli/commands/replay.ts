import type { Trace } from '../../trace/trace.ts'
import { loadTrack } from '../../track/load.ts'
import { packageRoot } from '../../track/root.ts'
import { propagation } from '../../view/propagation.ts'
import { readSpread } from '../../view/read-spread.ts'
import { reportText } from '../../view/report-text.ts'
import { lastMoment } from '../../view/spread.ts'
import { openBench } from '../bench.ts'
import type { Call } from '../command.ts'
import type { Context } from '../context.ts'
import { gradeSubmission, isPassed } from '../grading.ts'
import { requestedRun } from '../requested-run.ts'
import { submissionOf } from '../submission.ts'
import { requireTask } from '../tasks.ts'

export async function run({ args: [id = ''], options, context }: Call): Promise<number> {
  const run = requestedRun(id)
  const { scenario, seed, shrunk = false } = run
  const task = requireTask(loadTrack(packageRoot()), run.task, context.cwd)
  const submission = submissionOf(task, options.file, context)
  const bench = openBench(context)
  const { report, exhibit } = await gradeSubmission(bench, submission, context, { seed, scenario, shrunk })
  context.signal.throwIfAborted()
  if (exhibit !== undefined) context.print(...tableOf(exhibit, context), '')
  context.print(...reportText(report, { ...context.pen, base: context.cwd, named: options.file }))
  return isPassed(report) ? 0 : 1
}

/** Who knew what, and since when, at the end of the run. */
function tableOf(exhibit: Trace, { pen }: Context): string[] {
  const spread = readSpread(exhibit)
  const height = spread.nodes.length + furniture
  return propagation(spread, lastMoment(spread), { ...pen, height })
}

/** The lines of a table that are no rows: its title, its heading, what its signs mean and what it leaves out. */
const furniture = 4
