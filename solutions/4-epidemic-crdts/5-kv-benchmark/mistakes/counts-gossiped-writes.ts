import type { Node } from 'gossip-workbench'

type Write = { key: string; value: unknown; at?: number; from?: string }

/** Nodes tell each other of a write by the same bench_write that clients send, with the time in it. */
export default function (node: Node) {
  const store = new Map<string, { value: unknown; at: number; from: string }>()
  let writes = 0
  let messages = 0
  let clock = 0

  node.on('bench_write', ({ key, value, at, from }: Write) => {
    writes++
    const write_id = writes
    if (at === undefined || from === undefined) {
      clock = Math.max(node.now(), clock + 0.001)
      at = clock
      from = node.id
    }
    const held = store.get(key)
    if (held === undefined || at > held.at || (at === held.at && from > held.from)) {
      store.set(key, { value, at, from })
    }
    return { type: 'bench_write_ok', write_id }
  })

  node.every(300, () => {
    const peers = [...node.peers].sort(() => node.random() - 0.5).slice(0, 2)
    for (const peer of peers) {
      for (const [key, entry] of store) {
        messages++
        node.send(peer, { type: 'bench_write', key, ...entry })
      }
    }
  })

  node.on('bench_read', ({ key }) => {
    const held = store.get(key)
    if (!held) throw node.error(20)
    return { type: 'bench_read_ok', value: held.value }
  })

  node.on('bench_report', () => ({
    type: 'bench_report_ok',
    total_writes: writes,
    total_gossip_msgs: messages,
    msgs_per_write: writes === 0 ? 0 : messages / writes,
    keys_stored: store.size,
  }))
}
