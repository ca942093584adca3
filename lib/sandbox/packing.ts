import type { EventOf, TraceEvent } from '../trace/event.ts'

/**
 * An event on its way from a runner to its parent. Nearly all events are sends and deliveries, and as objects their
 * field names would be most of the traffic: these two travel as lists, without what the parent can work out.
 */
export type Packed = PackedSend | PackedDelivery | TraceEvent
type PackedSend = [at: number, cause: number, message: number, src: string, dest: string, body: object]
type PackedDelivery = [at: number, cause: number, message: number]

const noCause = -1

export function packEvent(event: TraceEvent): Packed {
  switch (event.kind) {
    case 'send':
      return [event.at, event.cause ?? noCause, event.message, event.src, event.dest, event.body]
    case 'deliver':
      return [event.at, event.cause ?? noCause, event.message]
    default:
      return event
  }
}

/** Restores events in the order they were packed, appending them to a list. */
export class Unpacker {
  readonly #events: TraceEvent[]
  readonly #sends: EventOf<'send'>[] = []

  constructor(events: TraceEvent[]) {
    this.#events = events
  }

  add(packed: Packed): void {
    const id = this.#events.length
    if (!Array.isArray(packed)) {
      this.#events.push(packed)
      return
    }
    const [at, cause, message] = packed
    const origin = cause === noCause ? {} : { cause }
    if (packed.length === 6) {
      const [, , , src, dest, body] = packed
      const send = { kind: 'send', message, src, dest, body, at, ...origin, id } as EventOf<'send'>
      this.#sends[message] = send
      this.#events.push(send)
    } else {
      const { src, dest } = this.#sends[message] as EventOf<'send'>
      this.#events.push({ kind: 'deliver', message, src, dest, ...origin, at, id })
    }
  }
}
