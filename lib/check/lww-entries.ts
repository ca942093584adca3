import type { Json } from '../protocol/message.ts'
import type { Operation } from '../trace/facts.ts'
import { heldText } from '../trace/writes.ts'
import { entriesBy, shownBy } from './lww-alone.ts'
import { compareEntries, type Entry } from './lww-order.ts'
import type { Run } from './run.ts'

/** An entry that a client brought, by an answered `write` or `kv_merge`. */
export type Brought = {
  key: string
  entry: Entry
  /** The node that took it, and the events of the request's arrival and of the answer's departure there. */
  at: string
  arrival: { id: number; at: number }
  answered: { id: number; at: number }
  operation: Operation
}

/** In the order of the answers. */
export function broughtIn({ facts }: Run): Brought[] {
  const departures = new Map(facts.sent.map(({ event }) => [event.body, event]))
  const brought = facts.operations.flatMap((operation): Brought[] => {
    const { node, request, answer, sent } = operation
    const arrival = sent.deliveries[0]
    const answered = answer === undefined ? undefined : departures.get(answer.body)
    if (arrival === undefined || answered === undefined) return []
    return entriesBy(node, request, answer?.body).map(([key, entry]) => {
      return { key, entry, at: node, arrival, answered, operation }
    })
  })
  return brought.sort((a, b) => a.answered.id - b.answered.id)
}

export type Misdated = { brought: Brought; shown: number; at: number }

/** What clients brought, to be found by what nodes show. A value that came with several entries tells none of them. */
export class Entries {
  readonly all: Brought[]
  /** What a `kv_read` showed with another ts than that with which it came. */
  readonly misdated: Misdated[]
  readonly #byText = new Map<string, Brought | undefined>()

  constructor(run: Run) {
    this.all = broughtIn(run)
    for (const brought of this.all) {
      const text = heldText(brought.key, brought.entry.value)
      const known = this.#byText.get(text)
      if (!this.#byText.has(text)) this.#byText.set(text, brought)
      else if (known !== undefined && compareEntries(brought.entry, known.entry) !== 0) {
        this.#byText.set(text, undefined)
      }
    }
    this.misdated = run.facts.operations.flatMap(({ request, answer }): Misdated[] => {
      const shown = request.type === 'kv_read' ? shownBy(answer?.body) : undefined
      if (answer === undefined || shown === undefined) return []
      const brought = this.holding(request.key as string, shown.value)
      if (brought === undefined || brought.entry.ts === shown.ts) return []
      return [{ brought, shown: shown.ts, at: answer.at }]
    })
  }

  /** What came with this value under the key. */
  holding(key: string, value: Json): Brought | undefined {
    return this.shownAs(heldText(key, value))
  }

  shownAs(text: string): Brought | undefined {
    return this.#byText.get(text)
  }

  ofKey(key: string): Brought[] {
    return this.all.filter((brought) => brought.key === key)
  }

  get keys(): string[] {
    return [...new Set(this.all.map(({ key }) => key))]
  }
}
