/**
 * Wrong: each of the three peers is drawn from all neighbours, so the same one may be drawn again. In a large cluster
 * one round in eight wastes a message that way, and a node with two neighbours often tells only one of them.
 */
import type { Node } from 'gossip-workbench'

export default function (node: Node) {
  const seen = new Set<number | string>()
  let neighbours: string[] = []

  const anyNeighbour = () => neighbours[Math.floor(node.random() * neighbours.length)]

  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id] ?? []
    return { type: 'topology_ok' }
  })

  node.every(200, () => {
    const fanout = Math.min(3, neighbours.length)
    for (let draw = 0; draw < fanout; draw++) {
      const peer = anyNeighbour()
      if (peer !== undefined) node.send(peer, { type: 'gossip', messages: [...seen] })
    }
  })

  node.on('gossip', ({ messages }) => {
    for (const message of messages) seen.add(message)
  })

  node.on('broadcast', ({ message }) => {
    seen.add(message)
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
