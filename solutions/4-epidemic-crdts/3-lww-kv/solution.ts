import type { Node } from 'gossip-workbench'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Entry = { value: Json; ts: number; node?: string }

const everyMs = 200

/**
 * Seconds that a write is put ahead of what it must beat. Numbers as large as today's seconds are 2.4e-7 apart: less
 * than half of that would change nothing.
 */
const aLittle = 1e-6

/**
 * Every node keeps, for each key, the greatest entry that it has heard of, and tells a random peer all of them now and
 * then. Since "the greatest of" asks neither for order nor for repetition, nothing else is needed for replicas to agree.
 */
export default function (node: Node) {
  const held = new Map<string, Entry>()

  /** True when what is held under the key has changed. */
  function take(key: string, entry: Entry): boolean {
    const before = held.get(key)
    if (before !== undefined && compare(entry, before) <= 0) return false
    held.set(key, entry)
    return true
  }

  function takeAll(entries: { [key: string]: Entry }): number {
    return Object.entries(entries).filter(([key, entry]) => take(key, entry)).length
  }

  node.on('write', ({ key, value }) => {
    // The clock may have been set back, or be behind that of whoever wrote what is held.
    const now = node.now() / 1000
    const before = held.get(key)
    const ts = before === undefined ? now : Math.max(now, before.ts + aLittle)
    take(key, { value, ts, node: node.id })
    return { type: 'write_ok', ts }
  })

  node.on('kv_read', ({ key }) => {
    const entry = held.get(key)
    if (entry === undefined) throw node.error(20, `Nothing is held under ${JSON.stringify(key)}`)
    return { type: 'kv_read_ok', key, value: entry.value, ts: entry.ts }
  })

  node.on('kv_merge', ({ entries }) => ({ type: 'kv_merge_ok', updated: takeAll(entries) }))

  // Both sides learn: the one that is told, and by its answer the one that told.
  node.on('sync', ({ entries }) => {
    takeAll(entries)
    return { type: 'sync_ok', entries: Object.fromEntries(held) }
  })

  node.every(everyMs, async () => {
    const peer = node.peers[Math.floor(node.random() * node.peers.length)]
    if (peer === undefined) return
    try {
      const answer = await node.rpc(peer, { type: 'sync', entries: Object.fromEntries(held) })
      takeAll(answer.entries)
    } catch {
      // Lost, or cut off. The next round asks again.
    }
  })
}

/** Positive when `a` wins: by ts, then by node (none comes first), then by the value's JSON. */
function compare(a: Entry, b: Entry): number {
  if (a.ts !== b.ts) return a.ts - b.ts
  if (a.node !== b.node) {
    if (a.node === undefined) return -1
    if (b.node === undefined) return 1
    return a.node < b.node ? -1 : 1
  }
  const [one, other] = [textOf(a.value), textOf(b.value)]
  return one < other ? -1 : one > other ? 1 : 0
}

/** JSON with the keys of every object sorted, so that equal values have equal texts. */
function textOf(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${textOf(value[key] as Json)}`)
  return `{${fields.join(',')}}`
}
