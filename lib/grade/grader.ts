import type { Run } from '../check/run.ts'
import type { Contract } from '../protocol/contract.ts'
import type { Body } from '../protocol/message.ts'
import type { Observe, Plan } from '../trace/plan.ts'

/** All that a task's grader says. It is data and pure functions; running it is the workbench's business. */
export type Grader = {
  contract: Contract
  observe: Observe
  scenarios: Scenario[]
  checks: Check[]
  mistakes: Mistake[]
}

export type Scenario = {
  /** Short and unique within the task, such as "ring-of-6"; part of a replay id. */
  name: string
  /** What happens in it, as a sentence for the learner. */
  title: string
  /** How many seeds a grading runs it with. */
  seeds: number
  plan(seed: number): Plan
  /** What a run must have exercised to count as evidence; a run in which one does not hold is the harness's own failure. */
  sometimes?: Sometimes[]
}

/** Something the scenario is meant to bring about, such as "two values are on their way at once". */
export type Sometimes = { name: string; happened(run: Run): boolean }

export type Check = {
  id: string
  name: string
  /** False for a gold check. */
  required: boolean
  /** Scenario names it looks at. */
  scenarios: string[]
  judge(run: Run): Finding
}

export type Finding =
  | { kind: 'holds' }
  | {
      kind: 'fails'
      /** Full sentences: what the scenario did, what was expected, what happened instead, where and when. */
      message: string
      /** Simulated milliseconds of the first moment it was wrong. */
      at?: number
      /** The causal chain, a sentence a step. */
      chain?: string[]
      /** Larger is worse; of several failing runs the one with the smallest is shown. Defaults to the size of the cluster. */
      size?: number
    }

/** A known wrong program, recognised by what it did. */
export type Mistake = {
  slug: string
  title: string
  /** A sentence from the trace that proves it, or undefined. Only asked about runs in which a check failed. */
  evidence(run: Run): string | undefined
  cause: string
  fix: string
  /** Slugs of less specific mistakes that this one explains, left out when both are proved. */
  instead?: string[]
}

/** One request and the answer it must get: fields that must be equal, or a predicate that says what is wrong. */
export type Step = { request: Body; expect: Body | ((answer: Body) => string | undefined) }
