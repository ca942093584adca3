import type { Node } from 'gossip-workbench'

type Entry = { key: string; value: unknown; stamp: [at: number, count: number, node: string] }

/** Push and pull: a node sends what it has, and is answered with what the other one has. Both are counted. */
export default function (node: Node) {
  const store = new Map<string, Entry>()
  const stats = { writes: 0, messages: 0 }

  const everything = () => [...store.values()]
  const merge = (entries: Entry[]) => {
    for (const entry of entries) {
      const held = store.get(entry.key)
      if (held === undefined || compare(entry.stamp, held.stamp) > 0) store.set(entry.key, entry)
    }
  }

  node.on('bench_write', ({ key, value }) => {
    stats.writes++
    merge([{ key, value, stamp: [node.now(), stats.writes, node.id] }])
    return { type: 'bench_write_ok', write_id: stats.writes }
  })

  node.on('sync', ({ entries }) => {
    merge(entries)
    stats.messages++
    return { type: 'sync_ok', entries: everything() }
  })

  node.every(200, async () => {
    const peer = node.peers[Math.floor(node.random() * node.peers.length)]
    if (peer === undefined) return
    try {
      stats.messages++
      const answer = await node.rpc(peer, { type: 'sync', entries: everything() }, { timeoutMs: 150 })
      merge(answer.entries)
    } catch {
      // Next time.
    }
  })

  node.on('bench_read', ({ key }) => {
    const held = store.get(key)
    if (held === undefined) throw node.error(20, `no ${key}`)
    return { type: 'bench_read_ok', value: held.value }
  })

  node.on('bench_report', () => ({
    type: 'bench_report_ok',
    total_writes: stats.writes,
    total_gossip_msgs: stats.messages,
    msgs_per_write: stats.writes === 0 ? 0 : stats.messages / stats.writes,
    keys_stored: store.size,
  }))
}

function compare(a: Entry['stamp'], b: Entry['stamp']): number {
  return a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : 0)
}
