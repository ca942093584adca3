import type { Node } from 'gossip-workbench'

type Entry = { key: string; value: unknown; at: number; node: string; seq: number }

/** The whole store to a random node, four times a second; what is later wins. The ratio is just a division. */
export default function (node: Node) {
  const store = new Map<string, Entry>()
  let writes = 0
  let messages = 0

  function take(entry: Entry) {
    const held = store.get(entry.key)
    const isLater =
      held === undefined ||
      entry.at > held.at ||
      (entry.at === held.at && (entry.node > held.node || (entry.node === held.node && entry.seq > held.seq)))
    if (isLater) store.set(entry.key, entry)
  }

  node.on('bench_write', ({ key, value }) => {
    writes++
    take({ key, value, at: node.now(), node: node.id, seq: writes })
    return { type: 'bench_write_ok', write_id: writes }
  })

  node.on('bench_read', ({ key }) => {
    const held = store.get(key)
    if (held === undefined) throw node.error(20, 'no such key')
    return { type: 'bench_read_ok', value: held.value }
  })

  node.on('gossip', ({ entries }) => entries.forEach(take))

  node.every(250, () => {
    for (let i = 0; i < 2; i++) {
      const peer = node.peers[Math.floor(node.random() * node.peers.length)]
      if (peer === undefined) return
      messages++
      node.send(peer, { type: 'gossip', entries: [...store.values()] })
    }
  })

  node.on('bench_report', () => ({
    type: 'bench_report_ok',
    total_writes: writes,
    total_gossip_msgs: messages,
    msgs_per_write: messages / writes,
    keys_stored: store.size,
  }))
}
