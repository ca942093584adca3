import type { Trace } from '../trace/trace.ts'

/** A finished run and what is worth knowing about it, gathered once from the trace. */
export type Run = { trace: Trace }
