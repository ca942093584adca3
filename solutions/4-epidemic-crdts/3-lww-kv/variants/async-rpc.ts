/*
 * Built without rounds: each peer has a queue of keys that it has not confirmed, and a loop of its own that sends them
 * until it has. Nodes use kv_merge among themselves, so an entry travels in the shape in which clients bring it.
 */
import type { Node } from 'gossip-workbench'

type Entry = { value: unknown; ts: number; node?: string }
type Version = [ts: number, hasNode: number, node: string, text: string]

export default function (node: Node) {
  const entries = new Map<string, Entry>()
  const owed = new Map<string, Set<string>>(node.peers.map((peer) => [peer, new Set()]))

  function accept(key: string, entry: Entry, from?: string): boolean {
    const mine = entries.get(key)
    if (mine !== undefined && !isGreater(versionOf(entry), versionOf(mine))) return false
    entries.set(key, entry)
    for (const [peer, keys] of owed) if (peer !== from) keys.add(key)
    return true
  }

  async function feed(peer: string, keys: Set<string>) {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 100))
      const batch = [...keys].map((key): [string, Entry | undefined] => [key, entries.get(key)])
      if (batch.length === 0) continue
      try {
        await node.rpc(peer, { type: 'kv_merge', entries: Object.fromEntries(batch) }, { timeoutMs: 300 })
        // Something newer may have come meanwhile; that is still owed.
        for (const [key, sent] of batch) if (entries.get(key) === sent) keys.delete(key)
      } catch {
        // It stays in the queue.
      }
    }
  }

  node.on('write', async ({ key, value }) => {
    const seen = entries.get(key)?.ts ?? 0
    const ts = Math.max(node.now() / 1000, seen + 2e-6)
    accept(key, { value, ts, node: node.id })
    return { type: 'write_ok', ts }
  })

  node.on('kv_read', async ({ key }) => {
    const entry = entries.get(key)
    if (entry === undefined) throw node.error(20, 'no such key')
    const { value, ts } = entry
    return { type: 'kv_read_ok', key, value, ts }
  })

  node.on('kv_merge', (body, { src }) => {
    const brought = Object.entries(body.entries as { [key: string]: Entry })
    const updated = brought.filter(([key, entry]) => accept(key, entry, src)).length
    return { type: 'kv_merge_ok', updated }
  })

  for (const [peer, keys] of owed) feed(peer, keys)
}

function versionOf({ value, ts, node }: Entry): Version {
  return [ts, node === undefined ? 0 : 1, node ?? '', text(value)]
}

function text(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(text)}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const record = value as { [key: string]: unknown }
  const fields = Object.keys(record).sort()
  return `{${fields.map((key) => `${JSON.stringify(key)}:${text(record[key])}`)}}`
}

function isGreater(a: Version, b: Version): boolean {
  for (const [place, part] of a.entries()) {
    const other = b[place] as typeof part
    if (part !== other) return part > other
  }
  return false
}
