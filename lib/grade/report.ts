/** What a grading found, whole: the one object behind the screen, `--json`, JUnit, TAP and HTML. */
export type Report = {
  /** Task number, such as "1.1". */
  task: string
  slug: string
  /** The graded file, as an absolute path. */
  file: string
  verdict: Verdict
  /** What ended the program, as one sentence naming file and line; empty for "passed" and "violated". */
  problem: string
  /** The learner's own lines around the problem, when there is one to point at. */
  frame?: string
  stars: number
  durationMs: number
  /** In the order they were declared. */
  checks: CheckResult[]
  mistakes: Diagnosis[]
  metrics: { [name: string]: number }
  /** The run that the metrics are of; absent when none came to its end. */
  measured?: { scenario: string; seed: number }
}

export type Verdict =
  | 'passed'
  | 'violated'
  | 'build-error'
  | 'threw'
  | 'stuck'
  | 'out-of-memory'
  | 'budget-exceeded'
  | 'crashed'

export type CheckResult = {
  id: string
  name: string
  status: 'passed' | 'failed' | 'skipped'
  /** False for a gold check: it earns a star and never fails the task. */
  required: boolean
  /** What went wrong, where and when, in full sentences; for a passed check, what was measured. */
  message: string
  /** The causal chain behind a failure, a sentence a step; empty otherwise. */
  chain: string[]
  /** The failing run (the smallest that failed), absent on a passed check. */
  scenario?: string
  seed?: number
  /** What was left out of the failing run to make it smaller, when it was. */
  shrunkFrom?: RunSize
  size?: RunSize
  /** What `workbench replay` takes. */
  replay?: string
  /** Simulated milliseconds of the first moment it was wrong. */
  at?: number
}

/** How much there is to read in a run. */
export type RunSize = { nodes: number; requests: number; faults: number; messages: number }

/** A known mistake that the trace proves. */
export type Diagnosis = {
  slug: string
  title: string
  evidence: string
  cause: string
  fix: string
  /** The run that the evidence is from: not always one that a check shows. */
  scenario: string
  seed: number
  size: RunSize
}
