import path from 'node:path'
import { bundleProgram } from '../sandbox/bundle.ts'
import { type Bundle, frameAt, type Place } from '../sandbox/place.ts'
import type { Runner } from '../sandbox/sandbox.ts'
import type { Trace } from '../trace/trace.ts'
import { solutionFile } from '../track/solutions.ts'
import type { Task } from '../track/task.ts'
import { Collected } from './collected.ts'
import { endingOf } from './ending.ts'
import type { Grader } from './grader.ts'
import { HarnessFailure } from './harness-failure.ts'
import { diagnose } from './judge.ts'
import { type PlannedRun, plannedRuns } from './planned-runs.ts'
import type { GradeEvent } from './progress.ts'
import type { CheckResult, Diagnosis, Report, Verdict } from './report.ts'
import { shrink } from './shrink.ts'

export type GradeJob = {
  task: Task
  grader: Grader
  /** The program, as an absolute path. */
  file: string
  /** Varies the dice of all runs; the same seed gives the same report, save its duration. */
  seed: number
  sandbox: Runner
  /** Milliseconds from any fixed point, for the report's duration. */
  now(): number
  onEvent?: (event: GradeEvent) => void
}

export type Graded = {
  report: Report
  /** The run worth looking at: the smallest that failed, or the grader's showpiece. */
  exhibit?: Trace
  /** The runs that failed checks point at, by replay id. */
  failures: { id: string; trace: Trace }[]
}

/** Grades a program against a task. Throws HarnessFailure when the harness, not the program, went wrong. */
export async function grade(job: GradeJob): Promise<Graded> {
  return gradeRuns(job, plannedRuns(job.grader, job.seed), { shrinks: true })
}

/**
 * Grades a program on these runs alone. `shrinks` makes the run that shows the first failure smaller. The runs end
 * after one that failed where `isEnough` says so of the mistakes known by then.
 */
export async function gradeRuns(
  job: GradeJob,
  runs: PlannedRun[],
  { shrinks, isEnough = () => false }: { shrinks: boolean; isEnough?: (mistakes: Diagnosis[]) => boolean },
): Promise<Graded> {
  const { task, grader, file, sandbox, now, onEvent = () => {} } = job
  const startedAt = now()
  const collected = new Collected(grader, runs)
  onEvent({
    kind: 'planned',
    checks: grader.checks.map(({ id, name, required }) => ({ id, name, required })),
    runs: runs.length,
  })
  const bundled = await bundleProgram(file)
  if (bundled.kind === 'built') {
    const plans = runs.map(({ plan }) => plan)
    let known = 0
    const take = (trace: Trace, index: number) => {
      const failedChecks = collected.take(trace)
      const { scenario, seed } = trace.plan
      onEvent({ kind: 'run', scenario, seed, done: index + 1, runs: runs.length, failedChecks })
    }
    await sandbox.run(bundled.bundle, plans, take, {
      isEnough() {
        if (collected.wrong.length === known) return false
        known = collected.wrong.length
        return isEnough(diagnose(grader, collected.wrong))
      },
    })
    if (shrinks) await shrinkFirst(job, bundled.bundle, collected)
  }
  const ended =
    bundled.kind === 'built'
      ? await explainEnd(collected.fatal, bundled.bundle, file)
      : { verdict: 'build-error' as const, problem: bundled.problem.message, frame: bundled.problem.frame }
  const checks = collected.results(task.number)
  const report: Report = {
    task: task.number,
    slug: task.slug,
    file,
    verdict: ended?.verdict ?? (checks.some(isFailed) ? 'violated' : 'passed'),
    problem: ended?.problem ?? '',
    ...(ended?.frame === undefined ? {} : { frame: ended.frame }),
    stars: 0,
    durationMs: Math.round(now() - startedAt),
    checks,
    mistakes: diagnose(grader, collected.wrong),
    metrics: collected.metrics,
    ...(collected.measured && { measured: collected.measured }),
  }
  if (report.verdict === 'passed')
    report.stars = checks.filter((c) => !c.required && c.status === 'passed').length
  if (report.verdict === 'passed' && collected.unmet !== undefined) throw new HarnessFailure(collected.unmet)
  const exhibit = collected.exhibit()
  onEvent({ kind: 'done', report, ...(exhibit === undefined ? {} : { exhibit }) })
  return {
    report,
    ...(exhibit === undefined ? {} : { exhibit }),
    failures: collected.failures(task.number),
  }
}

/** What the report shows first is worth being small. */
async function shrinkFirst(job: GradeJob, program: Bundle, collected: Collected): Promise<void> {
  const first = collected.firstFailure()
  if (first === undefined) return
  const reference = await bundleProgram(solutionFile(job.task))
  if (reference.kind === 'build-error') throw new HarnessFailure(reference.problem.message)
  const { grader, sandbox } = job
  const small = await shrink({ grader, sandbox, program, reference: reference.bundle, ...first })
  collected.replace(first.check, first.failing, small)
}

async function explainEnd(
  fatal: Trace | undefined,
  bundle: Bundle,
  file: string,
): Promise<{ verdict: Verdict; problem: string; frame: string | undefined } | undefined> {
  const ending = fatal === undefined ? undefined : endingOf(fatal.end, file)
  if (fatal === undefined || ending === undefined) return undefined
  const stack = 'stack' in fatal.end ? fatal.end.stack : ''
  const place = innermost(stack, bundle)
  return { ...ending, frame: place === undefined ? undefined : await frameAt(place) }
}

function innermost(stack: string, bundle: Bundle): Place | undefined {
  const match = /([^\s()]+):(\d+):(\d+)/.exec(stack)
  // A frame of a file the learner imports is named in the sentence; the frame shows the learner's own file.
  if (match === null || path.basename(bundle.file) !== match[1]) return undefined
  return { file: bundle.file, line: Number(match[2]), column: Number(match[3]) }
}

function isFailed({ status, required }: CheckResult): boolean {
  return status === 'failed' && required
}
