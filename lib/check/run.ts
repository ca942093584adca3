import type { Facts } from '../trace/facts.ts'
import type { Trace } from '../trace/trace.ts'

/** A run and what is worth knowing about it, gathered once from the trace. */
export type Run = { trace: Trace; facts: Facts }

/** How long a run was watched: to its planned end, also where nothing was left to happen before. */
export function untilOf({ trace: { plan, end } }: Run): number {
  return end.kind === 'finished' ? plan.until : end.at
}
