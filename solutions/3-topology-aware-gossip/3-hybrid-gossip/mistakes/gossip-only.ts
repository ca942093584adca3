/**
 * Wrong: there is no tree. A node stores what it is given, and tells two random peers all it knows whenever its timer rings.
 * Nothing is lost, and every value takes several rounds.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string
type Arrival = { via: 'tree' | 'gossip'; hops: number; at: number }
type Item = { value: Value; hops: number }

export default function (node: Node) {
  const known = new Map<Value, Arrival>()

  node.on('topology', () => ({ type: 'topology_ok' }))

  node.on('broadcast', ({ message }) => {
    learn(message, 'tree', 0)
    return { type: 'broadcast_ok' }
  })

  function learn(value: Value, via: Arrival['via'], hops: number) {
    if (!known.has(value)) known.set(value, { via, hops, at: node.now() })
  }

  node.every(200, () => {
    const urn = [...node.peers]
    const items = [...known].map(([value, { hops }]) => ({ value, hops: hops + 1 }))
    for (let left = 2; left > 0 && urn.length > 0 && items.length > 0; left--) {
      const [peer = ''] = urn.splice(Math.floor(node.random() * urn.length), 1)
      node.send(peer, { type: 'gossip', items })
    }
  })

  node.on('gossip', ({ items }: { items: Item[] }) => {
    for (const { value, hops } of items) learn(value, 'gossip', hops)
  })

  node.on('delivery_info', ({ value }) => {
    const arrival = known.get(value)
    if (arrival === undefined) throw node.error(20, 'no such value here')
    return { type: 'delivery_info_ok', value, delivered_via: arrival.via, hops: arrival.hops }
  })

  node.on('hybrid_stats', () => {
    const byTree = [...known.values()].filter(({ via }) => via === 'tree').length
    return {
      type: 'hybrid_stats_ok',
      tree_deliveries: byTree,
      gossip_deliveries: known.size - byTree,
      total: known.size,
    }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...known.keys()] }))
}
