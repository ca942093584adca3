/*
 * Built on a clock of its own, which is never behind anything that this node has heard of, whatever the key: a hybrid
 * logical clock (Kulkarni and others, 2014). Nothing is replaced either: the store is a list of all entries ever
 * written, which only grows, and the one that wins is looked for when somebody reads.
 */
import type { Node } from 'gossip-workbench'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Entry = { key: string; value: Json; ts: number; node: string | null }

class Log {
  readonly #entries: Entry[] = []
  readonly #known = new Set<string>()

  get all(): readonly Entry[] {
    return this.#entries
  }

  add(entry: Entry): void {
    const text = write(entry as unknown as Json)
    if (this.#known.has(text)) return
    this.#known.add(text)
    this.#entries.push(entry)
  }

  winner(key: string): Entry | undefined {
    let best: Entry | undefined
    for (const entry of this.#entries) {
      if (entry.key === key && (best === undefined || beats(entry, best))) best = entry
    }
    return best
  }
}

class HybridClock {
  #last = 0

  /** Greater than everything before. */
  tick(now: number): number {
    this.#last = now > this.#last ? now : this.#last + 0.0005
    return this.#last
  }

  hear(ts: number): void {
    if (ts > this.#last) this.#last = ts
  }
}

export default function (node: Node) {
  const log = new Log()
  const clock = new HybridClock()

  function hear(entry: Entry) {
    clock.hear(entry.ts)
    log.add(entry)
  }

  function tellAll() {
    for (const peer of node.peers) node.send(peer, { type: 'log', entries: log.all })
  }

  node.on('write', ({ key, value }) => {
    const ts = clock.tick(node.now() / 1000)
    log.add({ key, value, ts, node: node.id })
    return { type: 'write_ok', ts }
  })

  node.on('kv_read', ({ key }) => {
    const entry = log.winner(key)
    if (entry === undefined) throw node.error(20, 'never written')
    return { type: 'kv_read_ok', key, value: entry.value, ts: entry.ts }
  })

  node.on('kv_merge', (body) => {
    let updated = 0
    for (const [key, entry] of Object.entries<{ value: Json; ts: number; node?: string }>(body.entries)) {
      const before = log.winner(key)
      hear({ key, value: entry.value, ts: entry.ts, node: entry.node ?? null })
      if (log.winner(key) !== before) updated++
    }
    return { type: 'kv_merge_ok', updated }
  })

  node.on('log', ({ entries }) => entries.forEach(hear))

  node.every(500, tellAll)
}

function beats(a: Entry, b: Entry): boolean {
  if (a.ts !== b.ts) return a.ts > b.ts
  if (a.node !== b.node) return b.node === null || (a.node !== null && a.node > b.node)
  return write(a.value) > write(b.value)
}

function write(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`
  const names = Object.keys(value).sort((a, b) => (a > b ? 1 : -1))
  return `{${names.map((name) => `${JSON.stringify(name)}:${write(value[name] ?? null)}`).join(',')}}`
}
