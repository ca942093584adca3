import type { Node } from 'gossip-workbench'

type Entry = { key: string; value: unknown; at: number; node: string; seq: number }

/** Every write to every node, tried until that node has confirmed it. The count goes up once for each node. */
export default function (node: Node) {
  const store = new Map<string, Entry>()
  let writes = 0
  let messages = 0

  async function deliver(peer: string, entry: Entry) {
    messages++
    for (;;) {
      try {
        await node.rpc(peer, { type: 'replicate', entry }, { timeoutMs: 400 })
        return
      } catch {
        // Lost, or cut off: again.
      }
    }
  }

  function take(entry: Entry) {
    const held = store.get(entry.key)
    if (held === undefined || wins(entry, held)) store.set(entry.key, entry)
  }

  node.on('bench_write', ({ key, value }) => {
    const entry = { key, value, at: node.now(), node: node.id, seq: ++writes }
    take(entry)
    for (const peer of node.peers) deliver(peer, entry)
    return { type: 'bench_write_ok', write_id: writes }
  })

  node.on('replicate', ({ entry }) => {
    take(entry)
    return { type: 'replicate_ok' }
  })

  node.on('bench_read', ({ key }) => {
    const held = store.get(key)
    if (held === undefined) throw node.error(20, 'key does not exist')
    return { type: 'bench_read_ok', value: held.value }
  })

  node.on('bench_report', () => ({
    type: 'bench_report_ok',
    total_writes: writes,
    total_gossip_msgs: messages,
    msgs_per_write: writes > 0 ? messages / writes : 0,
    keys_stored: store.size,
  }))
}

function wins(one: Entry, other: Entry): boolean {
  if (one.at !== other.at) return one.at > other.at
  return one.node === other.node ? one.seq > other.seq : one.node > other.node
}
