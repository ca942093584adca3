import { gatherFacts } from '../trace/facts.ts'
import { measure } from '../trace/metrics.ts'
import type { Trace } from '../trace/trace.ts'
import type { Check, Grader } from './grader.ts'
import {
  type Failing,
  isRequiredFailure,
  type Judgement,
  judge,
  smallest,
  summarise,
  type Tally,
} from './judge.ts'
import type { PlannedRun } from './planned-runs.ts'
import type { CheckResult } from './report.ts'
import { formatRunId } from './run-id.ts'

/** What the runs of one grading show. Of runs that show nothing wrong only the showpiece is kept. */
export class Collected {
  readonly #grader: Grader
  readonly #tallies: Map<string, Tally>
  readonly wrong: Judgement[] = []
  metrics: { [name: string]: number } = {}
  /** The run that the metrics are of. */
  measured: { scenario: string; seed: number } | undefined
  /** The run in which the program ended itself, if one did. */
  fatal: Trace | undefined
  /** What a run failed to exercise, if one did. */
  unmet: string | undefined
  #showpiece: Trace | undefined
  /** What there is to show when the showpiece was not among the runs. */
  #last: Trace | undefined

  constructor(grader: Grader, runs: PlannedRun[]) {
    this.#grader = grader
    this.#tallies = new Map(
      grader.checks.map(({ id, scenarios }) => {
        const planned = runs.filter(({ scenario }) => scenarios.includes(scenario.name)).length
        return [id, { judged: 0, idle: [], planned, failing: [] }]
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
      const tally = this.#tallyOf(check)
      tally.judged++
      if (finding.kind === 'idle') tally.idle.push(finding.why)
      if (finding.kind === 'fails') {
        tally.failing.push({ run, finding })
        failed.push(check.id)
      }
    }
    if (judgement.findings.some(isRequiredFailure) || trace.end.kind !== 'finished')
      this.wrong.push(judgement)
    this.#last = trace
    if (trace.plan.scenario === this.#grader.exhibit && this.#showpiece === undefined) {
      this.#showpiece = trace
      this.metrics = measure(run.facts, this.#grader.writes)
      this.measured = { scenario: trace.plan.scenario, seed: trace.plan.seed }
    }
    const scenario = this.#grader.scenarios.find(({ name }) => name === trace.plan.scenario)
    const missed = scenario?.sometimes?.find(({ happened }) => !happened(run))
    if (missed !== undefined) this.unmet ??= unexercised(trace, missed.name)
    return failed
  }

  results(task: string): CheckResult[] {
    const failing = this.firstFailure() !== undefined
    const results = this.#grader.checks.map((check) => {
      const tally = this.#tallyOf(check)
      // Where all is well, having had nothing to judge is no blemish.
      return summarise(check, task, failing ? tally : { ...tally, idle: [] })
    })
    // A program that does nothing would win most stars.
    // A replay is of one run, and what other runs would show is not held against it.
    const isRight = results.every(
      ({ required, status }, index) =>
        !required || status === 'passed' || this.#tallyOf(this.#grader.checks[index] as Check).planned === 0,
    )
    return isRight ? results : results.map(withoutStar)
  }

  /** The first required check that failed, and the smallest of its failing runs. */
  firstFailure(): { check: Check; failing: Failing } | undefined {
    for (const check of this.#grader.checks) {
      const failing = smallest(this.#tallyOf(check).failing)
      if (check.required && failing !== undefined) return { check, failing }
    }
    return undefined
  }

  /** Puts a run that shows the same failure in the place of another. */
  replace(check: Check, old: Failing, small: Failing): void {
    const tally = this.#tallyOf(check)
    tally.failing = tally.failing.map((failing) => (failing === old ? small : failing))
  }

  /** The run that shows the first failure, else the run that ended the program, else the showpiece. */
  exhibit(): Trace | undefined {
    return this.firstFailure()?.failing.run.trace ?? this.fatal ?? this.#showpiece ?? this.#last
  }

  /** The runs that the results point at, by replay id. */
  failures(task: string): { id: string; trace: Trace }[] {
    const byId = new Map<string, Trace>()
    for (const check of this.#grader.checks) {
      const failing = smallest(this.#tallyOf(check).failing)
      if (failing === undefined) continue
      const shrunk = failing.shrunkFrom !== undefined
      byId.set(formatRunId({ task, ...failing.run.trace.plan, shrunk }), failing.run.trace)
    }
    return [...byId].map(([id, trace]) => ({ id, trace }))
  }

  #tallyOf({ id }: Check): Tally {
    const tally = this.#tallies.get(id)
    if (tally === undefined) throw new Error(`Check ${id} belongs to another grader`)
    return tally
  }
}

function withoutStar(result: CheckResult): CheckResult {
  if (result.required) return result
  const { id, name, required } = result
  return { id, name, required, status: 'skipped', message: starsLater, chain: [] }
}

const starsLater = 'Judged once every required check holds.'

function unexercised({ plan }: Trace, name: string): string {
  return `The scenario "${plan.scenario}" (seed ${plan.seed}) is meant to show this and did not: ${name}.`
}
