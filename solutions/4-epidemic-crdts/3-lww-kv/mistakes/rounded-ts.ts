/* Wrong: what is held is exact, and answers round it to milliseconds. */
import type { Node } from 'gossip-workbench'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Entry = { value: Json; ts: number; node?: string }

export default function (node: Node) {
  const held = new Map<string, Entry>()

  function take(key: string, entry: Entry): boolean {
    const mine = held.get(key)
    if (mine !== undefined && compare(entry, mine) <= 0) return false
    held.set(key, entry)
    return true
  }

  function takeAll(entries: { [key: string]: Entry }): number {
    let updated = 0
    for (const [key, entry] of Object.entries(entries)) if (take(key, entry)) updated++
    return updated
  }

  node.on('write', ({ key, value }) => {
    const ts = Math.max(node.now() / 1000, (held.get(key)?.ts ?? 0) + 1e-6)
    take(key, { value, ts, node: node.id })
    return { type: 'write_ok', ts: toMilliseconds(ts) }
  })

  node.on('kv_read', ({ key }) => {
    const entry = held.get(key)
    if (entry === undefined) throw node.error(20, 'not found')
    return { type: 'kv_read_ok', key, value: entry.value, ts: toMilliseconds(entry.ts) }
  })

  node.on('kv_merge', ({ entries }) => ({ type: 'kv_merge_ok', updated: takeAll(entries) }))

  node.on('gossip', ({ entries }) => {
    takeAll(entries)
  })

  node.every(200, () => {
    const peer = node.peers[Math.floor(node.random() * node.peers.length)]
    if (peer !== undefined) node.send(peer, { type: 'gossip', entries: Object.fromEntries(held) })
  })
}

function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}

function compare(a: Entry, b: Entry): number {
  if (a.ts !== b.ts) return a.ts - b.ts
  if (a.node !== b.node) {
    if (a.node === undefined || b.node === undefined) return a.node === undefined ? -1 : 1
    return a.node < b.node ? -1 : 1
  }
  const [one, other] = [textOf(a.value), textOf(b.value)]
  return one < other ? -1 : one > other ? 1 : 0
}

function textOf(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${textOf(value[key] as Json)}`)
  return `{${fields.join(',')}}`
}
