import type { Message } from '../protocol/message.ts'

/** A message that a program has handed over, and the numbers that the trace gave it and its sending. */
export type Departure = { message: Message; number: number; sentBy: number }

/** How an event ends for a node: what leaves it, what is lost, and which message was its last, if one was. */
type Outcome = { leaving: Departure[]; lost: Departure[]; last: Departure | undefined }

/**
 * Nodes that the next message of some type will be the last of. What such a node sends is held back until its event
 * is over: only then is it known what went out beside that message, before it or after it.
 */
export class LastWords {
  /** By node, the type of message that it will not survive. */
  readonly #armed = new Map<string, string>()
  #held: Departure[] = []

  arm(node: string, type: string): void {
    this.#armed.set(node, type)
  }

  /** Whether the message has to wait for the end of its sender's event. */
  holdsBack(departure: Departure): boolean {
    if (!this.#armed.has(departure.message.src)) return false
    this.#held.push(departure)
    return true
  }

  /** Ends a node's event; undefined when it held nothing back. */
  endEvent(node: string): Outcome | undefined {
    const held = this.#held
    if (held.length === 0) return undefined
    this.#held = []
    const type = this.#armed.get(node)
    const leaving = held.filter(({ message }) => message.body.type === type)
    const last = leaving.at(-1)
    if (last === undefined) return { leaving: held, lost: [], last }
    this.#armed.delete(node)
    return { leaving, lost: held.filter((departure) => !leaving.includes(departure)), last }
  }
}
