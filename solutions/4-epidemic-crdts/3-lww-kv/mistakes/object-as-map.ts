/* Wrong: entries are the fields of a plain object, which has fields of its own. */
import type { Node } from 'gossip-workbench'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Entry = { value: Json; ts: number; node?: string }

export default function (node: Node) {
  const held: { [key: string]: Entry } = {}

  function take(key: string, entry: Entry): boolean {
    const mine = held[key]
    if (mine !== undefined && compare(entry, mine) <= 0) return false
    held[key] = entry
    return true
  }

  function takeAll(entries: { [key: string]: Entry }): number {
    return Object.entries(entries).filter(([key, entry]) => take(key, entry)).length
  }

  node.on('write', ({ key, value }) => {
    const ts = Math.max(node.now() / 1000, (held[key]?.ts ?? 0) + 0.001)
    take(key, { value, ts, node: node.id })
    return { type: 'write_ok', ts }
  })

  node.on('kv_read', ({ key }) => {
    const entry = held[key]
    if (!entry) throw node.error(20, 'not found')
    return { type: 'kv_read_ok', key, value: entry.value, ts: entry.ts }
  })

  node.on('kv_merge', ({ entries }) => ({ type: 'kv_merge_ok', updated: takeAll(entries) }))

  node.on('gossip', ({ entries }) => {
    takeAll(entries)
  })

  node.every(200, () => {
    const peer = node.peers[Math.floor(node.random() * node.peers.length)]
    if (peer !== undefined) node.send(peer, { type: 'gossip', entries: held })
  })
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
