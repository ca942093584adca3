import type { Json } from '../protocol/message.ts'
import { compareEntries, type Entry } from './lww-order.ts'

/** The store as it should be: of all entries of a key that came, it holds the one that wins. */
export class Replica {
  readonly #held = new Map<string, Entry>()

  get(key: string): Entry | undefined {
    return this.#held.get(key)
  }

  /** Whether what is held under the key is another entry now. */
  take(key: string, entry: Entry): boolean {
    const held = this.#held.get(key)
    if (held !== undefined && compareEntries(entry, held) <= 0) return false
    this.#held.set(key, entry)
    return true
  }
}

/** The entries of a `kv_merge` request, by key. */
export function entriesOf(entries: Json | undefined): [string, Entry][] {
  if (typeof entries !== 'object' || entries === null || Array.isArray(entries)) return []
  return Object.keys(entries).map((key) => [key, entries[key] as Entry])
}
