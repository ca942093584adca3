/**
 * Wrong: this is the flood of the task before. It takes shortest ways and loses nothing, but crosses every edge of the
 * network, most of them in both directions. Only where the network is a tree already is it right.
 */
import type { Node } from 'gossip-workbench'

export default function (node: Node) {
  const seen = new Set<number | string>()
  let neighbours: string[] = []

  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id] ?? []
    return { type: 'topology_ok' }
  })

  node.on('broadcast', ({ message }, { src }) => {
    if (!seen.has(message)) {
      seen.add(message)
      for (const neighbour of neighbours) {
        if (neighbour !== src) node.send(neighbour, { type: 'broadcast', message })
      }
    }
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
