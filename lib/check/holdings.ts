import type { Moment } from '../trace/writes.ts'
import type { Run } from './run.ts'

/** A stretch in which a node held this under a key: until something else came, or to the end. */
export type Holding = { text: string; from: Moment; to: Moment | undefined }

/** What is held under a key, as people read it: `"x" = 3`. */
export function showHeld(text: string): string {
  const split = text.indexOf(' = ')
  const value = text.slice(split)
  return `${JSON.stringify(text.slice(0, split))}${value.length <= 60 ? value : `${value.slice(0, 59)}…`}`
}

/** What each node of a key-value store held under each key, as the observer saw it after every step. */
export class Holdings {
  /** By node, then by key. */
  readonly #held = new Map<string, Map<string, Holding[]>>()
  readonly keys: readonly string[]

  constructor({ trace }: Run) {
    const { observe, nodes } = trace.plan
    this.keys = observe !== undefined && 'keys' in observe ? observe.keys : []
    for (const node of nodes) this.#held.set(node, new Map())
    for (const event of trace.events) {
      if (event.kind === 'learn') this.#begin(event.node, String(event.value), event)
      else if (event.kind === 'forget') this.#end(event.node, String(event.value), event)
    }
  }

  /** In the order they began. */
  of(node: string, key: string): readonly Holding[] {
    return this.#held.get(node)?.get(key) ?? []
  }

  /** What a node held under a key when the event with this id happened. */
  at(node: string, key: string, id: number): string | undefined {
    return this.of(node, key).findLast(({ from, to }) => from.id < id && (to === undefined || id <= to.id))
      ?.text
  }

  /** How many keys a node held then. */
  countAt(node: string, id: number): number {
    return this.keys.filter((key) => this.at(node, key, id) !== undefined).length
  }

  /** What a node holds under a key at the end. */
  last(node: string, key: string): string | undefined {
    return this.at(node, key, Number.POSITIVE_INFINITY)
  }

  /** The first event of all at which a node came to hold this. */
  since(node: string, key: string, text: string): Moment | undefined {
    return this.of(node, key).find((holding) => holding.text === text)?.from
  }

  #begin(node: string, text: string, from: Moment): void {
    const ofNode = this.#held.get(node)
    const key = this.keyOf(text)
    if (ofNode === undefined || key === undefined) return
    const before = ofNode.get(key)
    if (before === undefined) ofNode.set(key, [{ text, from, to: undefined }])
    else before.push({ text, from, to: undefined })
  }

  #end(node: string, text: string, to: Moment): void {
    const key = this.keyOf(text)
    const open = this.of(node, key ?? '').findLast((one) => one.text === text && one.to === undefined)
    if (open !== undefined) open.to = to
  }

  /** The key that a text speaks of; the longest that fits, should one key be the beginning of another. */
  keyOf(text: string): string | undefined {
    const fitting = this.keys.filter((key) => text.startsWith(`${key} = `))
    return fitting.toSorted((a, b) => b.length - a.length)[0]
  }
}
