import type { Body, Message } from '../../protocol/message.ts'

/**
 * The host's functions as a realm sees them. They take and give primitives, host objects that the realm only
 * reads, or realm objects that the host only reads; they must stay out of the learner's hands, for a host function
 * leads to the host's globals. What they throw is caught at the border.
 */
export type Bridge = {
  id: string
  nodeIds: string[]
  /** Returns what is wrong with the message, if anything. */
  send(
    dest: string,
    body: object,
    msgId: number | undefined,
    inReplyTo: number | undefined,
  ): string | undefined
  setTimer(timer: number, ms: number): string | undefined
  clearTimer(timer: number): void
  now(): number
  uptime(): number
  random(): number
  log(text: string): string | undefined
  fail(during: string, error: string, stack: string): void
  refuse(reason: 'filter' | 'unhandled'): void
}

/** What the host holds of a realm. */
export type Inside = {
  /** Returns what is wrong with what the program exports, if anything. */
  start(program: () => unknown): string | undefined
  receive(message: Message, malformed: string | undefined): void
  fire(timer: number): void
  ask(requests: readonly Body[], answer: (index: number, body: object) => void): void
  here(): string
  objectPrototype: object
  promisePrototype: object
}
