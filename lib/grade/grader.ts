import type { Finding } from '../check/finding.ts'
import type { Run } from '../check/run.ts'
import type { Contract } from '../protocol/contract.ts'
import type { Plan } from '../trace/plan.ts'
import type { StoreRequests } from '../trace/writes.ts'

/** All that a task's grader says. It is data and pure functions; running it is the workbench's business. */
export type Grader = {
  contract: Contract
  /** The scenario whose first run is shown after a pass. */
  exhibit: string
  /** The type of the client request that brings a new value in, for the cost per write. */
  writes: string
  scenarios: Scenario[]
  checks: Check[]
  mistakes: Mistake[]
  /** Programs to see one's own beside. */
  landmarks?: Landmarks
  /** Scenarios in which one's own store is measured beside the task's solution. */
  benchmark?: StoreBenchmark
}

/** Runs of a key-value store that differ in how many replicas there are and in what the network does to them. */
export type StoreBenchmark = {
  requests: StoreRequests
  runs: { scenario: string; replicas: number; fault: string }[]
}

/** A short run that well-known programs make as well, and what their cost and speed are held against. */
export type Landmarks = {
  plan(seed: number): Plan
  /** Files in the folder `references` of the task's solutions, without their ending. */
  programs: string[]
  limits: Limits[]
}

/** Messages between nodes for each client operation, and milliseconds from a value's first node to its last. */
export type Limits = { name: string; perOp: number; medianMs: number; maxMs: number }

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
  /** True when it can also judge a run that was cut off by a cap; others need the whole run. */
  judgesPartial?: boolean
  /** False where a smaller run shows nothing: what a load costs is told by that load. Its failing runs stay as they are. */
  shrinks?: boolean
  /**
   * True for the check of reading itself. In a run in which a node could not be asked what it knows, what the checks
   * after this one would say of values is not true, so they are not judged.
   */
  reads?: boolean
  judge(run: Run): Finding
}

/** A known wrong program, recognised by what it did. */
export type Mistake = {
  slug: string
  title: string
  /** A sentence from the trace that proves it. Only asked about runs in which a check failed or a cap was passed. */
  evidence(run: Run): string | undefined
  /** True when it is also asked about runs that the program ended itself, by a throw or an endless loop. */
  explainsEnds?: boolean
  cause: string
  fix: string
  /** Slugs of less specific mistakes that this one explains, left out when both are proved. */
  instead?: string[]
}
