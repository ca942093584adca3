/*
 * Built in plain JavaScript, without ids: every 400 ms each node tells two random peers all that it has known for a
 * second, values and hops. That is simple, and as eager as can be: no star.
 */

/** @param {import('gossip-workbench').Node} node */
export default function (node) {
  const known = []
  const find = (value) => known.find((item) => item.value === value)
  const me = node.nodeIds.indexOf(node.id)
  const tree = node.nodeIds.filter((_, other) => {
    return other !== me && (Math.floor((other - 1) / 2) === me || Math.floor((me - 1) / 2) === other)
  })

  function learn(value, via, hops, from) {
    if (find(value)) return
    known.push({ value, via, hops, at: Date.now() })
    // What gossip brought goes along the tree as well: the side that was cut off learns it the faster.
    for (const id of tree) {
      if (id !== from) node.send(id, { type: 'tree_broadcast', payload: { value, hops: hops + 1 } })
    }
  }

  node.on('topology', () => ({ type: 'topology_ok' }))

  node.on('broadcast', (body, message) => {
    learn(body.message, 'tree', 0, message.src)
    return { type: 'broadcast_ok' }
  })

  node.on('tree_broadcast', (body, message) => {
    learn(body.payload.value, 'tree', body.payload.hops, message.src)
  })

  setInterval(() => {
    const items = known
      .filter(({ at }) => at + 1000 <= Date.now())
      .map(({ value, hops }) => ({ value, hops: hops + 1 }))
    if (items.length === 0) return
    const peers = node.peers.slice()
    for (let count = 0; count < 2 && peers.length > 0; count++) {
      const [peer] = peers.splice(Math.floor(Math.random() * peers.length), 1)
      node.send(peer, { type: 'all-i-know', items })
    }
  }, 400)

  node.on('all-i-know', (body, message) => {
    for (const { value, hops } of body.items) learn(value, 'gossip', hops, message.src)
  })

  node.on('delivery_info', (body) => {
    const item = find(body.value)
    if (!item) throw node.error(20, 'unknown value')
    return { type: 'delivery_info_ok', value: item.value, delivered_via: item.via, hops: item.hops }
  })

  node.on('hybrid_stats', () => ({
    type: 'hybrid_stats_ok',
    tree_deliveries: known.filter(({ via }) => via === 'tree').length,
    gossip_deliveries: known.filter(({ via }) => via === 'gossip').length,
    total: known.length,
  }))

  node.on('read', () => ({ type: 'read_ok', messages: known.map(({ value }) => value) }))
}
