import type { CapName } from '../trace/event.ts'
import { type Caps, defaultCaps } from '../trace/plan.ts'

/** A cap that was passed, and where it stood. */
export type Excess = { cap: CapName; limit: number }

/** Counts what a run uses up, and says when a cap is passed. */
export class Budget {
  readonly #caps: Caps
  #messages = 0
  #events = 0
  #bytes = 0
  #logLines = 0

  constructor(caps: Partial<Caps> | undefined) {
    this.#caps = { ...defaultCaps, ...caps }
  }

  get messageBytes(): number {
    return this.#caps.messageBytes
  }

  event(): Excess | undefined {
    return over('events', ++this.#events, this.#caps.events)
  }

  message(bytes: number): Excess | undefined {
    this.#bytes += bytes
    return (
      over('messages', ++this.#messages, this.#caps.messages) ?? over('bytes', this.#bytes, this.#caps.bytes)
    )
  }

  timers(pending: number): Excess | undefined {
    return over('timers', pending, this.#caps.timers)
  }

  /** Logging is no crime: the first lines are kept, the others left out, and only a flood ends the run. */
  logLine(): { kept: boolean; excess: Excess | undefined } {
    const lines = ++this.#logLines
    const { logLines, logFlood } = this.#caps
    return { kept: lines <= logLines, excess: over('log-lines', lines, logFlood) }
  }
}

function over(cap: CapName, used: number, limit: number): Excess | undefined {
  return used > limit ? { cap, limit } : undefined
}
