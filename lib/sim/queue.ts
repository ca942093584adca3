import TinyQueue from 'tinyqueue'

/** Simulated time in whole microseconds since the run began: integers, so that sums are exact on every platform. */
export type Micros = number

/** Something that will happen. Equal times happen in the order they were scheduled. */
export type Scheduled<T> = { at: Micros; seq: number; what: T }

/** The simulation's only clock: time moves when the earliest entry is taken. */
export class EventQueue<T> {
  now: Micros = 0
  #seq = 0
  #heap = new TinyQueue<Scheduled<T>>([], (a, b) => a.at - b.at || a.seq - b.seq)

  schedule(at: Micros, what: T): void {
    this.#heap.push({ at, seq: this.#seq++, what })
  }

  /** Takes the earliest entry and moves the clock to it; undefined when nothing is left. */
  next(): T | undefined {
    const entry = this.#heap.pop()
    if (entry === undefined) return undefined
    this.now = entry.at
    return entry.what
  }

  /** When the next entry is due; undefined when nothing is left. */
  get due(): Micros | undefined {
    return this.#heap.peek()?.at
  }
}

export function toMicros(ms: number): Micros {
  return Math.round(ms * 1000)
}

export function toMs(micros: Micros): number {
  return micros / 1000
}
