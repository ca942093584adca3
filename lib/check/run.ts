import type { Facts } from '../trace/facts.ts'
import type { Trace } from '../trace/trace.ts'

/** A run and what is worth knowing about it, gathered once from the trace. */
export type Run = { trace: Trace; facts: Facts }
