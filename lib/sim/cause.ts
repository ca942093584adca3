/** The event behind what a program does now. */
export type Cause = {
  /** That event's id. Asking for it may put the event into the trace. */
  event(): number | undefined
  /** The same as far as the trace knows it: where the event is not in it, the last one before that is. */
  readonly known: number | undefined
}

export function recordedCause(id: number): Cause {
  return { event: () => id, known: id }
}

/**
 * A timer's tick. Idle ticks would drown a trace, so a tick is recorded when it first makes something happen, and
 * setting the next timer is nothing yet. `setBy` is the event that set this one.
 */
export function timerCause(setBy: number | undefined, record: () => number): Cause {
  let id: number | undefined
  return {
    event() {
      id ??= record()
      return id
    },
    get known() {
      return id ?? setBy
    },
  }
}

/** For an event's record, which names its cause only where there is one. */
export function causedBy(cause: number | undefined): { cause?: number } {
  return cause === undefined ? {} : { cause }
}
