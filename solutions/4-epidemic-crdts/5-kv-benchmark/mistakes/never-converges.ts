import type { Node } from 'gossip-workbench'

/** Tells everybody of every write, once. */
export default function (node: Node) {
  const store = new Map<string, { value: unknown; at: number; id: string }>()
  let writes = 0
  let messages = 0

  function put(key: string, value: unknown, at: number, id: string) {
    const held = store.get(key)
    if (held === undefined || at > held.at || (at === held.at && id > held.id))
      store.set(key, { value, at, id })
  }

  node.on('bench_write', ({ key, value }) => {
    writes++
    const at = node.now()
    // So that of two in the same millisecond the second is the larger.
    const id = `${node.id}/${String(writes).padStart(6, '0')}`
    put(key, value, at, id)
    for (const peer of node.peers) {
      messages++
      node.send(peer, { type: 'update', key, value, at, id })
    }
    return { type: 'bench_write_ok', write_id: writes }
  })

  node.on('update', ({ key, value, at, id }) => put(key, value, at, id))

  node.on('bench_read', ({ key }) => {
    const held = store.get(key)
    if (held === undefined) throw node.error(20, 'unknown key')
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
