import type { Run } from '../check/run.ts'
import type { Bundle } from '../sandbox/place.ts'
import type { Runner } from '../sandbox/sandbox.ts'
import { gatherFacts } from '../trace/facts.ts'
import type { Plan } from '../trace/plan.ts'
import type { Trace } from '../trace/trace.ts'
import type { Check, Grader } from './grader.ts'
import type { Failing } from './judge.ts'
import { smallerPlans } from './smaller-plans.ts'

export type ShrinkJob = {
  grader: Grader
  check: Check
  failing: Failing
  program: Bundle
  /** A right program: a smaller plan on which the check refuses it proves nothing and is passed over. */
  reference: Bundle
  sandbox: Runner
}

/** How much simulating a shrinking may do: in events and not in seconds, so that its result is always the same. */
const eventBudget = 250_000
/** Candidates tried at a time, for both cores to have work. */
const atOnce = 4

/**
 * Makes a failing run smaller while the same check still fails for the same reason, greedily, by delta debugging
 * (Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002).
 */
export async function shrink(job: ShrinkJob): Promise<Failing> {
  if (job.failing.run.trace.end.kind !== 'finished' || job.check.shrinks === false) return job.failing
  const reason = reasonOf(job.grader, job.failing.run)
  let best = job.failing
  let spent = 0
  for (let improved = true; improved && spent < eventBudget; ) {
    improved = false
    const candidates = smallerPlans(best.run.trace.plan)
    for (let batch = take(candidates, atOnce); batch.length > 0; batch = take(candidates, atOnce)) {
      const traces = await runAll(job.sandbox, job.program, batch)
      // A program that storms, hangs or dies on the way would take long each time, and be no easier to read.
      if (traces.some(({ end }) => end.kind !== 'finished')) return best
      spent += traces.reduce((sum, { events }) => sum + events.length, 0)
      const found = await firstFair(job, traces, reason)
      if (found !== undefined) {
        best = found
        improved = true
        break
      }
      if (spent >= eventBudget) break
    }
  }
  return best
}

/** The known mistake that a run proves, if any: with the check, what "the same reason" means. */
function reasonOf(grader: Grader, run: Run): string {
  return grader.mistakes.find(({ evidence }) => evidence(run) !== undefined)?.slug ?? ''
}

async function firstFair(job: ShrinkJob, traces: Trace[], reason: string): Promise<Failing | undefined> {
  for (const trace of traces) {
    if (!canBeJudged(job.check, trace)) continue
    const run = { trace, facts: gatherFacts(trace) }
    const finding = job.check.judge(run)
    if (finding.kind !== 'fails' || reasonOf(job.grader, run) !== reason) continue
    const [fair] = await runAll(job.sandbox, job.reference, [trace.plan])
    if (fair === undefined || fair.end.kind !== 'finished') continue
    if (job.check.judge({ trace: fair, facts: gatherFacts(fair) }).kind === 'holds') {
      return { run, finding, shrunkFrom: job.failing.run }
    }
  }
  return undefined
}

function canBeJudged({ judgesPartial }: Check, { end }: Trace): boolean {
  return end.kind === 'finished' || (end.kind === 'capped' && judgesPartial === true)
}

async function runAll(sandbox: Runner, bundle: Bundle, plans: Plan[]): Promise<Trace[]> {
  const traces: Trace[] = []
  await sandbox.run(bundle, plans, (trace) => traces.push(trace), { stopAtFailure: false })
  return traces
}

function take<T>(from: Generator<T>, count: number): T[] {
  const taken: T[] = []
  while (taken.length < count) {
    const next = from.next()
    if (next.done === true) break
    taken.push(next.value)
  }
  return taken
}
