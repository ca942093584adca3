/**
 * Wrong: how a value came is not remembered. Whoever asks is told that it was the tree.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string
type Arrival = { hops: number; at: number }
type Item = { value: Value; hops: number }

export default function (node: Node) {
  const known = new Map<Value, Arrival>()
  const place = node.nodeIds.indexOf(node.id)
  const neighbours = [2 * place + 1, 2 * place + 2, Math.floor((place - 1) / 2)].flatMap(
    (other) => node.nodeIds[other] ?? [],
  )

  node.on('topology', () => ({ type: 'topology_ok' }))

  node.on('broadcast', ({ message }, { src }) => {
    learn(message, 0, src)
    return { type: 'broadcast_ok' }
  })

  node.on('tree_broadcast', ({ message, hops }, { src }) => learn(message, hops, src))

  function learn(value: Value, hops: number, from: string) {
    if (known.has(value)) return
    known.set(value, { hops, at: node.now() })
    for (const neighbour of neighbours) {
      if (neighbour !== from) node.send(neighbour, { type: 'tree_broadcast', message: value, hops: hops + 1 })
    }
  }

  // What is new is left to the tree.
  node.every(200, () => {
    const peer = node.peers[Math.floor(node.random() * node.peers.length)]
    const items = [...known]
      .filter(([, { at }]) => node.now() - at >= 500)
      .map(([value, { hops }]) => ({ value, hops: hops + 1 }))
    if (peer !== undefined && items.length > 0) node.send(peer, { type: 'gossip', items })
  })

  node.on('gossip', ({ items }: { items: Item[] }, { src }) => {
    for (const { value, hops } of items) learn(value, hops, src)
  })

  node.on('delivery_info', ({ value }) => {
    const arrival = known.get(value)
    if (arrival === undefined) throw node.error(20, 'no such value here')
    return { type: 'delivery_info_ok', value, delivered_via: 'tree', hops: arrival.hops }
  })

  node.on('hybrid_stats', () => ({
    type: 'hybrid_stats_ok',
    tree_deliveries: known.size,
    gossip_deliveries: 0,
    total: known.size,
  }))

  node.on('read', () => ({ type: 'read_ok', messages: [...known.keys()] }))
}
