import { type Body, type Json, type Value, valueKey } from '../protocol/message.ts'
import type { TraceEvent } from '../trace/event.ts'
import type { Run } from './run.ts'

/** A stretch of events during which a node knew a value: from the one to the other, or to the end. */
export type Span = { from: TraceEvent; to: TraceEvent | undefined }

/** Who knew what when, as the observer saw it. What a node learns in a step is known only after that step's sends. */
export class Knowing {
  /** By node, then by `valueKey`. */
  readonly #spans = new Map<string, Map<string, Span[]>>()
  readonly #values = new Map<string, Value>()

  constructor({ trace }: Run) {
    for (const node of trace.plan.nodes) this.#spans.set(node, new Map())
    for (const event of trace.events) {
      if (event.kind === 'learn') {
        const key = valueKey(event.value)
        this.#values.set(key, event.value)
        const ofNode = this.#spans.get(event.node)
        ofNode?.set(key, [...(ofNode.get(key) ?? []), { from: event, to: undefined }])
      } else if (event.kind === 'forget') {
        this.#close(event.node, valueKey(event.value), event)
      } else if (event.kind === 'crash') {
        for (const key of this.#spans.get(event.node)?.keys() ?? []) this.#close(event.node, key, event)
      }
    }
  }

  /** Every value that any node ever knew, by key. */
  get values(): ReadonlyMap<string, Value> {
    return this.#values
  }

  spans(node: string, key: string): readonly Span[] {
    return this.#spans.get(node)?.get(key) ?? []
  }

  /** Whether a node knew a value when this event happened. */
  knew(node: string, key: string, { id }: { id: number }): boolean {
    return this.spans(node, key).some(({ from, to }) => from.id <= id && (to === undefined || id < to.id))
  }

  /** Keys of all that a node knew when this event happened. */
  knownBy(node: string, event: { id: number }): string[] {
    return [...(this.#spans.get(node)?.keys() ?? [])].filter((key) => this.knew(node, key, event))
  }

  /** Keys of the values that stand anywhere in a body, as themselves. */
  carriedBy(body: Body | undefined): Set<string> {
    const found = new Set<string>()
    const walk = (part: Json | Body | undefined): void => {
      if (typeof part === 'object' && part !== null) {
        for (const [field, inner] of Object.entries(part)) if (!isEnvelope(field)) walk(inner)
      } else if (typeof part === 'number' || typeof part === 'string') {
        const key = valueKey(part)
        if (this.#values.has(key)) found.add(key)
      }
    }
    walk(body)
    return found
  }

  #close(node: string, key: string, at: TraceEvent): void {
    const last = this.spans(node, key).at(-1)
    if (last !== undefined && last.to === undefined) last.to = at
  }
}

function isEnvelope(field: string): boolean {
  return field === 'type' || field === 'msg_id' || field === 'in_reply_to'
}
