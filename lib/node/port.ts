/**
 * What a node needs from whoever runs it, be it the simulator or a real process. Times are milliseconds. None of
 * these throws an error of its own.
 */
export type Port = {
  id: string
  nodeIds: string[]
  /**
   * Puts a copy of `body`, with `msg_id` and `in_reply_to` as given here, on the network. Throws a TypeError
   * naming the place where the body is not JSON.
   */
  send(dest: string, body: object, msgId: number | undefined, inReplyTo: number | undefined): void
  /** Asks for one `runtime.fire(timer)`, `ms` from now. */
  setTimer(timer: number, ms: number): void
  clearTimer(timer: number): void
  /** The node's own clock, since the Unix epoch. */
  now(): number
  random(): number
  log(text: string): void
  /** Reports an error that nothing in the program caught. `where` was made where its handler was set up. */
  fail(error: unknown, during: string, where?: Error): void
  /** Reports that the message at hand came to nothing: the program's `filter` refused it, or no handler is for its type. */
  refuse(reason: 'filter' | 'unhandled'): void
}
