import type { Node } from 'gossip-workbench'

/*
 * A version is one more than the one it replaces, key by key: no clock decides, and of two equal ones the larger name
 * wins. Entries go to everybody at once, and a timer asks around for what did not arrive: first with a summary of what
 * is held, then with all of it.
 */

type Entry = { key: string; value: unknown; version: number; by: string; born: number }

export default function (node: Node) {
  const store = new Map<string, Entry>()
  const arrivals: number[] = []
  const count = { writes: 0, sent: 0 }

  const send = (dest: string, type: string, more: object) => {
    count.sent += 1
    node.send(dest, { type, ...more })
  }

  const accept = (incoming: Entry) => {
    const held = store.get(incoming.key)
    if (held !== undefined && !beats(incoming, held)) return
    store.set(incoming.key, incoming)
    arrivals.push(node.now() - incoming.born)
  }

  node.on('bench_write', ({ key, value }) => {
    count.writes += 1
    const version = (store.get(key)?.version ?? 0) + 1
    const entry = { key, value, version, by: node.id, born: node.now() }
    store.set(key, entry)
    for (const peer of node.peers) send(peer, 'entries', { entries: [entry] })
    return { type: 'bench_write_ok', write_id: count.writes }
  })

  node.on('entries', ({ entries }: { entries: Entry[] }) => entries.forEach(accept))

  node.on('compare', ({ summary, entries }: { summary: string; entries?: Entry[] }, { src }) => {
    entries?.forEach(accept)
    if (summaryOf(store) !== summary) send(src, 'entries', { entries: [...store.values()] })
    if (entries === undefined && summaryOf(store) !== summary)
      send(src, 'compare', { summary: summaryOf(store), entries: [...store.values()] })
  })

  node.every(300, () => {
    const at = Math.floor(node.random() * node.peers.length)
    for (const peer of node.peers.slice(at, at + 1)) send(peer, 'compare', { summary: summaryOf(store) })
  })

  node.on('bench_read', ({ key }) => {
    const held = store.get(key)
    if (held === undefined) throw node.error(20, 'nothing')
    return { type: 'bench_read_ok', value: held.value }
  })

  node.on('bench_report', () => {
    const sorted = [...arrivals].sort((a, b) => a - b)
    const ranked = (share: number) => Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0)
    return {
      type: 'bench_report_ok',
      total_writes: count.writes,
      total_gossip_msgs: count.sent,
      msgs_per_write: count.writes === 0 ? 0 : count.sent / count.writes,
      keys_stored: store.size,
      convergence_ms: { p50: ranked(0.5), p95: ranked(0.95), max: ranked(1) },
    }
  })
}

function beats(one: Entry, other: Entry): boolean {
  return one.version === other.version ? one.by > other.by : one.version > other.version
}

function summaryOf(store: Map<string, Entry>): string {
  return Array.from(store.values(), ({ key, version, by }) => `${JSON.stringify(key)}:${version}:${by}`)
    .sort()
    .join()
}
