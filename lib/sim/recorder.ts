import type { RunEnd, TraceEvent } from '../trace/event.ts'

type Without<E, Field extends string> = E extends unknown ? Omit<E, Field> : never

/** An event as the simulator hands it over: the recorder numbers it. */
export type NewEvent = Without<TraceEvent, 'id'>

/** An event before the simulation has put its time on it. */
export type Unstamped = Without<TraceEvent, 'id' | 'at'>

/** Where a run's events go as they happen. */
export type Recorder = {
  /** Returns the event's id, for later events to name as their cause. */
  record(event: NewEvent): number
  /** Called exactly once, the moment the run's end is certain. */
  end(end: RunEnd): void
  /** Called before each step, so that a program that never comes back can be told from one that is slow. */
  beat(node: string, during: string, at: number): void
}

/** Keeps everything in memory. */
export function createMemoryRecorder(): Recorder & { events: TraceEvent[]; ended: RunEnd | undefined } {
  const events: TraceEvent[] = []
  return {
    events,
    ended: undefined,
    record(event) {
      const id = events.length
      events.push(numbered(event, id))
      return id
    },
    end(end) {
      this.ended = end
    },
    beat() {},
  }
}

/** Gives an event its number, in place. */
export function numbered(event: NewEvent, id: number): TraceEvent {
  const whole = event as TraceEvent
  whole.id = id
  return whole
}
