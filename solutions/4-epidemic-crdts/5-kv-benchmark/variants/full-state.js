/*
 * The simplest store that works: every 200 ms the whole of it goes to one random node, which answers with the whole of
 * its own. Plain JavaScript, plain setInterval; what was lost comes with the next round.
 */

/** @param {import('gossip-workbench').Node} node */
export default function (node) {
  /** @type {Map<string, {value: unknown, stamp: string, writtenAt: number}>} */
  const store = new Map()
  /** @type {number[]} */
  const took = []
  let writes = 0
  let sent = 0
  let last = 0

  function absorb(/** @type {any[]} */ state) {
    for (const [key, entry] of state) {
      if ((store.get(key)?.stamp ?? '') >= entry.stamp) continue
      store.set(key, entry)
      took.push(Date.now() - entry.writtenAt)
    }
  }

  setInterval(() => {
    const peer = node.peers[Math.floor(Math.random() * node.peers.length)]
    if (peer === undefined) return
    sent += 1
    node.rpc(peer, { type: 'swap', state: [...store] }, { timeoutMs: 190 }).then(
      ({ state }) => absorb(state),
      () => {},
    )
  }, 200)

  node.on('swap', ({ state }) => {
    absorb(state)
    return { type: 'swapped', state: [...store] }
  })

  node.on('bench_write', ({ key, value }) => {
    writes += 1
    // Microseconds that only grow, as text of one length, and the node: it sorts as it should and is never the same twice.
    last = Math.max(Date.now() * 1000, last + 1)
    store.set(key, { value, stamp: `${String(last).padStart(20, '0')}${node.id}`, writtenAt: Date.now() })
    return { type: 'bench_write_ok', write_id: writes }
  })

  node.on('bench_read', ({ key }) => {
    if (store.has(key)) return { type: 'bench_read_ok', value: store.get(key)?.value }
    throw node.error(20, 'not here')
  })

  node.on('bench_report', () => {
    const times = took.toSorted((a, b) => a - b)
    const place = (/** @type {number} */ share) => times[Math.floor(share * (times.length - 1))] ?? 0
    return {
      type: 'bench_report_ok',
      total_writes: writes,
      total_gossip_msgs: sent,
      msgs_per_write: writes && sent / writes,
      keys_stored: store.size,
      convergence_ms: { p50: place(0.5), p95: place(0.95), max: place(1) },
    }
  })
}
