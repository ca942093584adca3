import type { Trace } from '../trace/trace.ts'
import type { Report } from './report.ts'

/** What a grading tells while it runs, for a screen to show. Ends with exactly one `done`. */
export type GradeEvent =
  | { kind: 'planned'; checks: { id: string; name: string; required: boolean }[]; runs: number }
  | { kind: 'run'; scenario: string; seed: number; done: number; runs: number; failedChecks: string[] }
  | { kind: 'done'; report: Report; exhibit?: Trace }
