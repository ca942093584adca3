import type { Body, Value } from '../protocol/message.ts'

/**
 * One thing that happened in a run. Times are simulated milliseconds since the run began, exact to
 * the microsecond. `cause` is the id of the event that made this one happen; following causes
 * backwards is how a value's path, or the reason it was lost, is found. Ids count up from 0
 * and are the event's index in `Trace.events`.
 */
export type TraceEvent = { id: number; at: number; cause?: number } & (
  | { kind: 'start'; node: string; again: boolean }
  | { kind: 'crash'; node: string }
  | { kind: 'pause'; node: string }
  | { kind: 'resume'; node: string }
  | { kind: 'clock'; node: string; stepMs: number }
  | { kind: 'cut'; name: string; links: Links }
  | { kind: 'heal'; name: string }
  /** A message leaves `src`. `message` numbers it; a duplicated message is delivered twice under one number. */
  | { kind: 'send'; message: number; src: string; dest: string; body: Body }
  | { kind: 'deliver'; message: number; src: string; dest: string }
  | { kind: 'drop'; message: number; src: string; dest: string; reason: DropReason; by?: string }
  | { kind: 'timer'; node: string }
  /** The observer saw a value appear in, or vanish from, the node's answer. */
  | { kind: 'learn'; node: string; value: Value }
  | { kind: 'forget'; node: string; value: Value }
  /** The observer saw a value more than once in one answer. */
  | { kind: 'repeat'; node: string; value: Value }
  /** The observer could not use the node's answer, or asking it changed something. */
  | { kind: 'unreadable'; node: string; problem: string }
  | { kind: 'log'; node: string; text: string }
  /** A client gave up waiting for the answer to message `message`. */
  | { kind: 'give-up'; message: number; src: string; dest: string }
)

export type TraceKind = TraceEvent['kind']
export type EventOf<K extends TraceKind> = Extract<TraceEvent, { kind: K }>

/**
 * `loss`: the network's dice; `cut`: a partition, named in `by`; `crashed`: nobody was there; `sender-crashed`: its
 * sender went down before it left; `filter`: the program's own node.filter.
 */
export type DropReason =
  | 'loss'
  | 'cut'
  | 'crashed'
  | 'sender-crashed'
  | 'filter'
  | 'unhandled'
  | 'no-such-node'

/** Directed links that a partition cuts: from each node of `from` to each of `to`. */
export type Links = { from: string[]; to: string[] }[]

/** How a run ended. `failure` is present when the program, not the clock, ended it. */
export type RunEnd =
  /** Simulated time was up, or nothing was left to happen. */
  | { kind: 'finished'; at: number }
  /** A cap on messages, events, timers or bytes ended a runaway. */
  | { kind: 'capped'; at: number; cap: CapName; limit: number; node: string; while: string; stack: string }
  /** The file exports no function to run. */
  | { kind: 'no-program'; at: number; detail: string }
  | { kind: 'threw'; at: number; node: string; while: string; error: string; stack: string }
  | { kind: 'stuck'; at: number; node: string; while: string; stack: string }
  | { kind: 'out-of-memory'; at: number; node: string; while: string; stack: string; limitMb: number }
  | { kind: 'crashed'; at: number; detail: string }

/** Where a rejection comes from that nobody handled; it is noticed only once the run is over. */
export const unawaited = 'a promise that nothing waited for'

export type CapName = 'messages' | 'events' | 'timers' | 'bytes' | 'message-bytes' | 'log-lines'
