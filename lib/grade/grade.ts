import { bundleProgram } from '../sandbox/bundle.ts'
import { type Bundle, frameAt, type Place } from '../sandbox/place.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { gatherFacts } from '../trace/facts.ts'
import { measure } from '../trace/metrics.ts'
import type { Trace } from '../trace/trace.ts'
import type { Task } from '../track/task.ts'
import { endingOf } from './ending.ts'
import type { Grader } from './grader.ts'
import { HarnessFailure } from './harness-failure.ts'
import { diagnose, isRequiredFailure, type Judgement, judge, summarise, type Tally } from './judge.ts'
import { type PlannedRun, plannedRuns } from './planned-runs.ts'
import type { GradeEvent } from './progress.ts'
import type { CheckResult, Report, Verdict } from './report.ts'
import { formatRunId } from './run-id.ts'

export type GradeJob = {
  task: Task
  grader: Grader
  /** The program, as an absolute path. */
  file: string
  /** Varies the dice of all runs; the same seed gives the same report, save its duration. */
  seed: number
  sandbox: Sandbox
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
  return gradeRuns(job, plannedRuns(job.grader, job.seed))
}

/** Grades a program on these runs alone. */
export async function gradeRuns(job: GradeJob, runs: PlannedRun[]): Promise<Graded> {
  const { task, grader, file, sandbox, now, onEvent = () => {} } = job
  const startedAt = now()
  const grading = new Grading(grader, runs)
  onEvent({
    kind: 'planned',
    checks: grader.checks.map(({ id, name, required }) => ({ id, name, required })),
    runs: runs.length,
  })
  const bundled = await bundleProgram(file)
  if (bundled.kind === 'built') {
    const plans = runs.map(({ plan }) => plan)
    await sandbox.run(bundled.bundle, plans, (trace, index) => {
      const failedChecks = grading.take(trace)
      const { scenario, seed } = trace.plan
      onEvent({ kind: 'run', scenario, seed, done: index + 1, runs: runs.length, failedChecks })
    })
  }
  const ended =
    bundled.kind === 'built'
      ? await explainEnd(grading.fatal, bundled.bundle, file)
      : { verdict: 'build-error' as const, problem: bundled.problem.message, frame: bundled.problem.frame }
  const checks = grading.results(task.number)
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
    mistakes: diagnose(grader, grading.wrong),
    metrics: grading.metrics,
  }
  if (report.verdict === 'passed')
    report.stars = checks.filter((c) => !c.required && c.status === 'passed').length
  if (report.verdict === 'passed' && grading.unmet !== undefined) throw new HarnessFailure(grading.unmet)
  const exhibit = grading.exhibit(checks, task.number)
  onEvent({ kind: 'done', report, ...(exhibit === undefined ? {} : { exhibit }) })
  return {
    report,
    ...(exhibit === undefined ? {} : { exhibit }),
    failures: grading.failures(checks, task.number),
  }
}

/** Collects what the runs of one grading show. Of runs that show nothing wrong it keeps only the showpiece. */
class Grading {
  readonly #grader: Grader
  readonly #tallies: Map<string, Tally>
  readonly wrong: Judgement[] = []
  metrics: { [name: string]: number } = {}
  /** The run in which the program ended itself, if one did. */
  fatal: Trace | undefined
  /** What a run failed to exercise, if one did. */
  unmet: string | undefined
  #showpiece: Trace | undefined

  constructor(grader: Grader, runs: PlannedRun[]) {
    this.#grader = grader
    this.#tallies = new Map(
      grader.checks.map(({ id, scenarios }) => {
        const planned = runs.filter(({ scenario }) => scenarios.includes(scenario.name)).length
        return [id, { judged: 0, planned, failing: [] }]
      }),
    )
  }

  /** Judges a run; returns the ids of the checks it failed. */
  take(trace: Trace): string[] {
    const run = { trace, facts: gatherFacts(trace) }
    if (trace.end.kind !== 'finished') this.fatal ??= trace
    const judgement = judge(this.#grader, run)
    const failed: string[] = []
    for (const { check, finding } of judgement.findings) {
      const tally = this.#tallies.get(check.id) as Tally
      tally.judged++
      if (finding.kind === 'fails') {
        tally.failing.push({ run, finding })
        failed.push(check.id)
      }
    }
    if (judgement.findings.some(isRequiredFailure) || trace.end.kind === 'capped') this.wrong.push(judgement)
    if (trace.plan.scenario === this.#grader.exhibit && this.#showpiece === undefined) {
      this.#showpiece = trace
      this.metrics = measure(run.facts, this.#grader.writes)
    }
    const scenario = this.#grader.scenarios.find(({ name }) => name === trace.plan.scenario)
    const missed = scenario?.sometimes?.find(({ happened }) => !happened(run))
    if (missed !== undefined) this.unmet ??= unexercised(trace, missed.name)
    return failed
  }

  results(task: string): CheckResult[] {
    return this.#grader.checks.map((check) => summarise(check, task, this.#tallies.get(check.id) as Tally))
  }

  /** The smallest failing run of the first failed check, else the run that ended the program, else the showpiece. */
  exhibit(checks: CheckResult[], task: string): Trace | undefined {
    return this.failures(checks, task)[0]?.trace ?? this.fatal ?? this.#showpiece
  }

  failures(checks: CheckResult[], task: string): { id: string; trace: Trace }[] {
    const byId = new Map<string, Trace>()
    for (const { failing } of this.#tallies.values()) {
      for (const { run } of failing) byId.set(formatRunId({ task, ...run.trace.plan }), run.trace)
    }
    const pointedAt = new Set(
      checks.filter(isFailed).flatMap(({ replay }) => (replay === undefined ? [] : [replay])),
    )
    return [...pointedAt].flatMap((id) => {
      const trace = byId.get(id)
      return trace === undefined ? [] : [{ id, trace }]
    })
  }
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
  if (match === null || !bundle.file.endsWith(match[1] as string)) return undefined
  return { file: bundle.file, line: Number(match[2]), column: Number(match[3]) }
}

function isFailed({ status, required }: CheckResult): boolean {
  return status === 'failed' && required
}

function unexercised({ plan }: Trace, name: string): string {
  return `The scenario "${plan.scenario}" (seed ${plan.seed}) is meant to show this and did not: ${name}.`
}
