/**
 * # The node you program
 *
 * Your file exports one function. The workbench calls it once on every node of the cluster (and again when a
 * crashed node comes back, with nothing remembered) and hands it that node. In it you say what the node does
 * when a message arrives or time passes; then you return, and the messages start.
 *
 * ```ts
 * import type { Node } from 'gossip-workbench'
 *
 * export default function (node: Node) {
 *   node.on('ping', ({ text }) => ({ type: 'ping_ok', text }))
 * }
 * ```
 *
 * Nodes share nothing: not module variables, not `globalThis`, not the objects they send. Everything one node
 * knows of another came in a message, and messages may be late, lost, doubled or out of order.
 *
 * Time is simulated. `setTimeout`, `setInterval`, `Date`, `performance.now`, `Math.random`, `crypto.randomUUID`,
 * `queueMicrotask` and promises all work and follow the simulation's clock and dice, so a run with the same seed
 * is the same run. There is no file system and no network but `send` and `rpc`.
 */
export interface Node {
  /** This node's name, such as `"n1"`. */
  readonly id: string

  /** The names of all nodes in the cluster, this one included, in the same order on every node. */
  readonly nodeIds: readonly string[]

  /** All other nodes, whatever the topology says about who is whose neighbour. */
  readonly peers: readonly string[]

  /**
   * Says what to do when a message of this type arrives. What the handler returns, or what its promise resolves
   * to, is sent back as the answer; return nothing to send none. A message that was sent with `send` expects no
   * answer, so what you return for it goes nowhere. Throw `node.error(code, text)` to answer with an error; any
   * other throw is a bug in your program and ends the run.
   *
   * A second `on` for the same type replaces the first. A request of a type nobody handles is answered with
   * error 10 for you, and a client's request with a missing or mistyped field with error 12.
   */
  // biome-ignore lint/suspicious/noExplicitAny: a learner destructures fields whose types only the task text knows
  on(type: string, handler: (body: any, message: Message) => Reply | Promise<Reply>): void

  /**
   * Answers a message now, before its handler has returned: useful when the work behind it takes a while. The
   * message is the second thing that a handler gets: `node.on('read', (body, message) => …)`. Only the first
   * answer to a message is sent.
   */
  reply(message: Message, body: Body): void

  /**
   * Sends a message and forgets it. It may never arrive and you will not be told; that is what the network is
   * like. The body is copied as you call, so you may change yours afterwards. It must be JSON: numbers that are
   * finite, strings, booleans, null, lists and plain objects. An `in_reply_to` in it would make it an answer, which
   * goes to whoever awaits it with `rpc`, and to no handler.
   */
  send(dest: string, body: Body): void

  /**
   * Sends a request and waits for the answer. Rejects with an error of code 0 when none came within `timeoutMs`
   * (1,000 unless given), which does not mean that the other node did nothing: perhaps only the answer was
   * lost. Rejects with the other node's error when it answered with one. A later answer is ignored.
   */
  // biome-ignore lint/suspicious/noExplicitAny: only the task text knows the fields of a body
  rpc(dest: string, body: Body, options?: { timeoutMs?: number }): Promise<any>

  /** Calls `task` every `ms` milliseconds (at least 1), first after one such wait, until cancelled. */
  every(ms: number, task: () => unknown): Timer

  /** Calls `task` once, `ms` milliseconds from now, unless cancelled before. */
  after(ms: number, task: () => unknown): Timer

  /**
   * Decides which arriving messages exist. Where `accept` returns false the message is dropped before anything
   * sees it, answers to your own requests included. A second `filter` replaces the first.
   */
  filter(accept: (message: Message) => boolean): void

  /**
   * This node's own clock: milliseconds since the Unix epoch. A simulation starts at 2026-01-01T00:00:00Z. Clocks
   * of different nodes may disagree, and one may be set back.
   */
  now(): number

  /** A number from 0 up to, not including, 1, from this node's own seeded dice. `Math.random` is the same. */
  random(): number

  /** Writes a line to this node's log, which the report shows. `console.log` does the same. */
  log(...parts: unknown[]): void

  /**
   * Makes an error to throw from a handler. The codes are Maelstrom's, among them 10 not-supported,
   * 11 temporarily-unavailable, 12 malformed-request, 20 key-does-not-exist, 22 precondition-failed.
   */
  error(code: number, text?: string): NodeError
}

/** What a message says: its `type`, and whatever else belongs to that type. */
export interface Body {
  type: string
  [field: string]: unknown
}

/** What a handler may return: the answer, or nothing. */
// biome-ignore lint/suspicious/noConfusingVoidType: handlers without an answer simply do not return
export type Reply = Body | undefined | null | void

/** A message as it arrived. */
export interface Message {
  /** Who sent it: a node such as `"n2"`, or a client such as `"c1"`. */
  readonly src: string
  /** Who it is for: this node. */
  readonly dest: string
  // biome-ignore lint/suspicious/noExplicitAny: only the task text knows the fields of a body
  readonly body: any
}

/** A timer that can be stopped. Stopping it twice does no harm. */
export interface Timer {
  cancel(): void
}

/** An error with a protocol code: what `rpc` rejects with, and what `node.error` makes. */
export interface NodeError extends Error {
  /** Maelstrom's error code; 0 when no answer came in time. */
  readonly code: number
}
