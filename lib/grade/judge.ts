import type { Finding } from '../check/finding.ts'
import type { Run } from '../check/run.ts'
import type { Check, Grader } from './grader.ts'
import type { CheckResult, Diagnosis, RunSize } from './report.ts'
import { formatRunId } from './run-id.ts'

/** What one run said about each check that looks at its scenario. */
export type Judgement = { run: Run; findings: { check: Check; finding: Finding }[] }

/** Puts a run to the checks of its scenario. A run that a cap cut off is put only to those that can bear it. */
export function judge(grader: Grader, run: Run): Judgement {
  const { plan, end } = run.trace
  const checks = grader.checks.filter(
    ({ scenarios, judgesPartial }) =>
      scenarios.includes(plan.scenario) &&
      (end.kind === 'finished' || (end.kind === 'capped' && judgesPartial === true)),
  )
  const isUnreadable = run.trace.events.some(({ kind }) => kind === 'unreadable')
  let isBlind = false
  const findings = checks.map((check) => {
    const finding: Finding = isBlind ? { kind: 'idle', why: notSeen } : check.judge(run)
    isBlind ||= isUnreadable && check.reads === true && finding.kind === 'fails'
    return { check, finding }
  })
  return { run, findings }
}

/**
 * How far a check got: in how many runs it was judged, of how many, why some of them had nothing to judge, and the
 * runs that failed it.
 */
export type Tally = { judged: number; idle: string[]; planned: number; failing: Failing[] }

/** A run that failed a check; `shrunkFrom` is the run it was before it was made smaller. */
export type Failing = { run: Run; finding: Finding & { kind: 'fails' }; shrunkFrom?: Run }

/** One result a check: of its failing runs the smallest speaks, of equal ones the first. */
export function summarise(
  check: Check,
  task: string,
  { judged, idle, planned, failing }: Tally,
): CheckResult {
  const { id, name, required } = check
  const worst = smallest(failing)
  if (worst === undefined) {
    if (judged < planned || judged === 0) {
      const message = planned === 0 ? notLookedAt : notJudged
      return { id, name, required, status: 'skipped', message, chain: [] }
    }
    if (idle.length === judged) {
      return { id, name, required, status: 'skipped', message: idle[0] ?? notLookedAt, chain: [] }
    }
    return { id, name, required, status: 'passed', message: held(judged), chain: [] }
  }
  const { scenario, seed } = worst.run.trace.plan
  const { message, chain = [], at } = worst.finding
  return {
    id,
    name,
    required,
    status: 'failed',
    message,
    chain,
    scenario,
    seed,
    size: sizeOf(worst.run),
    ...(worst.shrunkFrom === undefined ? {} : { shrunkFrom: sizeOf(worst.shrunkFrom) }),
    replay: formatRunId({ task, scenario, seed, shrunk: worst.shrunkFrom !== undefined }),
    ...(at === undefined ? {} : { at }),
  }
}

/** The known mistakes that the failing runs prove, the one that explains another in its place. */
export function diagnose(grader: Grader, judgements: Judgement[]): Diagnosis[] {
  const wrong = judgements
    .filter(({ run, findings }) => run.trace.end.kind !== 'finished' || findings.some(isRequiredFailure))
    .sort((a, b) => weightOf(a.run) - weightOf(b.run))
  const found = grader.mistakes.flatMap((mistake) => {
    for (const { run } of wrong) {
      if (endedItself(run) && mistake.explainsEnds !== true) continue
      const evidence = mistake.evidence(run)
      if (evidence !== undefined) return [{ mistake, evidence, run }]
    }
    return []
  })
  const explained = new Set(found.flatMap(({ mistake }) => mistake.instead ?? []))
  return found
    .filter(({ mistake }) => !explained.has(mistake.slug))
    .map(({ mistake: { slug, title, cause, fix }, evidence, run }) => {
      const { scenario, seed } = run.trace.plan
      return { slug, title, evidence, cause, fix, scenario, seed, size: sizeOf(run) }
    })
}

export function isRequiredFailure({ check, finding }: Judgement['findings'][number]): boolean {
  return check.required && finding.kind === 'fails'
}

/** The failing run that is the easiest to read; of equal ones the first. */
export function smallest(failing: Failing[]): Failing | undefined {
  const [first] = failing.toSorted((a, b) => weightOf(a.run) - weightOf(b.run))
  return first
}

/** Such a run breaks off in the middle of a step, so what it lacks proves nothing. */
function endedItself({ trace: { end } }: Run): boolean {
  return end.kind !== 'finished' && end.kind !== 'capped'
}

function sizeOf({ trace, facts }: Run): RunSize {
  const { nodes, operations, faults } = trace.plan
  return {
    nodes: nodes.length,
    requests: operations.length,
    faults: faults.length,
    messages: facts.serverMessages.length,
  }
}

/** A run is the easier to read the fewer nodes and faults it has, in this order. Graders list plain scenarios first. */
function weightOf({ trace }: Run): number {
  const { nodes, faults } = trace.plan
  return nodes.length * 1e6 + faults.length
}

const notSeen = 'Not judged: a node could not be asked what it knows.'
const notLookedAt = 'Not judged: other scenarios show it.'
const notJudged = 'Not judged: the program was stopped before a run could show it.'

function held(runs: number): string {
  return runs === 1 ? 'Held in 1 run.' : `Held in all ${runs} runs.`
}
