import type { Node } from 'gossip-workbench'

type Entry = { value: unknown; at: number; node: string; seq: number }

/** The store is a plain object, and travels as one. */
export default function (node: Node) {
  let store: { [key: string]: Entry } = {}
  let writes = 0
  let messages = 0

  node.on('bench_write', ({ key, value }) => {
    writes++
    store[key] = { value, at: node.now(), node: node.id, seq: writes }
    return { type: 'bench_write_ok', write_id: writes }
  })

  node.on('bench_read', ({ key }) => {
    const held = store[key]
    if (!held) throw node.error(20, 'no such key')
    return { type: 'bench_read_ok', value: held.value }
  })

  node.on('gossip', (body) => {
    for (const [key, entry] of Object.entries<Entry>(body.store)) {
      const held = store[key]
      if (!held || wins(entry, held)) store = { ...store, [key]: entry }
    }
  })

  node.every(250, () => {
    for (let i = 0; i < 2; i++) {
      const peer = node.peers[Math.floor(node.random() * node.peers.length)]
      if (peer === undefined) return
      messages++
      node.send(peer, { type: 'gossip', store })
    }
  })

  node.on('bench_report', () => ({
    type: 'bench_report_ok',
    total_writes: writes,
    total_gossip_msgs: messages,
    msgs_per_write: writes === 0 ? 0 : messages / writes,
    keys_stored: Object.keys(store).length,
  }))
}

function wins(one: Entry, other: Entry): boolean {
  if (one.at !== other.at) return one.at > other.at
  return one.node === other.node ? one.seq > other.seq : one.node > other.node
}
