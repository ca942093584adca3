import type { RunEnd, TraceEvent } from './event.ts'
import type { Plan } from './plan.ts'

/** A run, whole: what was planned, what happened, how it ended. Everything shown or judged is computed from this. */
export type Trace = { version: 1; plan: Plan; events: TraceEvent[]; end: RunEnd }
