import type { Node } from 'gossip-workbench'

type Entry = { key: string; value: unknown; at: number; seq: number; node: string }

class Store {
  readonly entries = new Map<string, Entry>()

  merge(entry: Entry): boolean {
    const held = this.entries.get(entry.key)
    if (held && rank(held) >= rank(entry)) return false
    this.entries.set(entry.key, entry)
    return true
  }
}

/** Three random nodes are told each round. `gossips` counts the rounds. */
export default function (node: Node) {
  const store = new Store()
  let [writes, gossips] = [0, 0]

  const gossip = () => {
    if (node.peers.length === 0) return
    gossips++
    const peers = [...node.peers]
    for (let i = 0; i < 3 && peers.length > 0; i++) {
      const [peer] = peers.splice(Math.floor(node.random() * peers.length), 1)
      if (peer) node.send(peer, { type: 'gossip', entries: [...store.entries.values()] })
    }
  }
  setInterval(gossip, 300)

  node.on('gossip', ({ entries }) => {
    for (const entry of entries) store.merge(entry)
  })
  node.on('bench_write', ({ key, value }) => {
    store.merge({ key, value, at: Date.now(), seq: ++writes, node: node.id })
    return { type: 'bench_write_ok', write_id: writes }
  })
  node.on('bench_read', ({ key }) => {
    const entry = store.entries.get(key)
    if (entry === undefined) throw node.error(20, 'missing')
    return { type: 'bench_read_ok', value: entry.value }
  })
  node.on('bench_report', () => {
    const msgs_per_write = writes === 0 ? 0 : gossips / writes
    const keys_stored = store.entries.size
    return {
      type: 'bench_report_ok',
      total_writes: writes,
      total_gossip_msgs: gossips,
      msgs_per_write,
      keys_stored,
    }
  })
}

/** A text that sorts as the entry wins. */
function rank({ at, node, seq }: Entry): string {
  return `${String(at).padStart(16, '0')} ${node} ${String(seq).padStart(8, '0')}`
}
