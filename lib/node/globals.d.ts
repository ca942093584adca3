/** What a program finds around it besides the language: the simulator's clock, dice and log, for each node its own. */
export {}

declare global {
  /** Calls `task` once, `ms` simulated milliseconds from now (at least 1). Returns the timer's number, for `clearTimeout`. */
  function setTimeout<Args extends unknown[]>(
    task: (...args: Args) => unknown,
    ms?: number,
    ...args: Args
  ): number
  function clearTimeout(timer: number | undefined): void

  /** Calls `task` every `ms` simulated milliseconds (at least 1). Returns the timer's number, for `clearInterval`. */
  function setInterval<Args extends unknown[]>(
    task: (...args: Args) => unknown,
    ms?: number,
    ...args: Args
  ): number
  function clearInterval(timer: number | undefined): void

  /** Calls `task` when the code that is running now has finished, before anything else happens on this node. */
  function queueMicrotask(task: () => void): void

  /** A deep copy that shares nothing with the original. */
  function structuredClone<T>(value: T): T

  /** Each writes a line to this node's log, as `node.log` does. */
  var console: {
    log(...parts: unknown[]): void
    info(...parts: unknown[]): void
    debug(...parts: unknown[]): void
    warn(...parts: unknown[]): void
    error(...parts: unknown[]): void
    trace(...parts: unknown[]): void
  }

  var performance: {
    /** Simulated milliseconds since the run began. */
    now(): number
  }

  var crypto: {
    /** A version 4 UUID from this node's seeded dice. */
    randomUUID(): `${string}-${string}-${string}-${string}-${string}`
  }

  /** Text to UTF-8 bytes. */
  class TextEncoder {
    readonly encoding: 'utf-8'
    encode(text?: string): Uint8Array
  }

  /** UTF-8 bytes to text. */
  class TextDecoder {
    readonly encoding: 'utf-8'
    decode(bytes?: Uint8Array): string
  }
}
