/** Wrong: a peer that did not answer once is never asked again. After a partition each side has struck off the other. */
import type { Node } from 'gossip-workbench'

type Value = number | string
type Arrival = { via: 'tree' | 'gossip'; hops: number; at: number }
type Item = { value: Value; hops: number }

export default function (node: Node) {
  const known = new Map<Value, Arrival>()
  const place = node.nodeIds.indexOf(node.id)
  const neighbours = [2 * place + 1, 2 * place + 2, Math.floor((place - 1) / 2)].flatMap(
    (other) => node.nodeIds[other] ?? [],
  )

  node.on('topology', () => ({ type: 'topology_ok' }))

  node.on('broadcast', ({ message }, { src }) => {
    learn(message, 'tree', 0, src)
    return { type: 'broadcast_ok' }
  })

  node.on('tree_broadcast', ({ message, hops }, { src }) => learn(message, 'tree', hops, src))

  function learn(value: Value, via: Arrival['via'], hops: number, from: string) {
    if (known.has(value)) return
    known.set(value, { via, hops, at: node.now() })
    if (via === 'gossip') return
    for (const neighbour of neighbours) {
      if (neighbour !== from) node.send(neighbour, { type: 'tree_broadcast', message: value, hops: hops + 1 })
    }
  }

  const dead = new Set<string>()
  const asked = new Set<string>()

  node.every(200, () => {
    const peers = node.peers.filter((peer) => !dead.has(peer))
    const peer = peers[Math.floor(node.random() * peers.length)]
    if (peer === undefined) return
    asked.add(peer)
    node.send(peer, { type: 'have', values: [...known.keys()] })
    node.after(150, () => {
      if (asked.has(peer)) dead.add(peer)
    })
  })

  node.on('have', ({ values }: { values: Value[] }, { src }) => {
    const items = [...known]
      .filter(([value, { at }]) => node.now() - at >= 500 && !values.includes(value))
      .map(([value, { hops }]) => ({ value, hops: hops + 1 }))
    node.send(src, { type: 'lacking', items })
  })

  node.on('lacking', ({ items }: { items: Item[] }, { src }) => {
    asked.delete(src)
    for (const { value, hops } of items) learn(value, 'gossip', hops, src)
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
