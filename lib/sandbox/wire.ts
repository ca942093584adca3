import type { RunEnd } from '../trace/event.ts'
import type { Plan } from '../trace/plan.ts'
import type { Packed } from './packing.ts'

/** What the parent tells a runner, a JSON line each. The program comes first. */
export type Order =
  | { kind: 'program'; code: string }
  | { kind: 'trial'; trial: number; plan: Plan }
  /** Runs the plan under watch, to say where the program is when it does not come back. */
  | { kind: 'locate'; plan: Plan }

/** What a runner tells its parent, a JSON line each. */
export type Word =
  | { kind: 'ready' }
  /** Sent at least every tenth of a second while steps succeed one another. */
  | { kind: 'beat'; trial: number }
  | { kind: 'events'; trial: number; events: Packed[] }
  /** The end is certain, though the program may not have come back yet. */
  | { kind: 'end'; trial: number; end: RunEnd }
  | { kind: 'done'; trial: number; rejection?: Rejection }
  /** In answer to `locate`: the step that begins. */
  | { kind: 'step'; step: Step }
  /** In answer to `locate`: where a step was that took too long or too much. */
  | { kind: 'paused'; stack: string; swollen: boolean }
  /** The runner's own failure. */
  | { kind: 'bug'; detail: string }

/** What a runner was doing: on which node, in what, at which simulated millisecond. */
export type Step = { node: string; during: string; at: number }

/** A promise of the program that was rejected and that nobody handled. */
export type Rejection = { node: string; error: string; stack: string }
