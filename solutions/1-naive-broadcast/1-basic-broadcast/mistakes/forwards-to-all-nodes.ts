/**
 * Wrong: it sends to `node.peers`, which are all other nodes, and leaves the topology aside. Every value arrives,
 * and sooner than it should; but most messages run where there is no edge, and there are far too many of them.
 * Only a complete graph, where everybody is a neighbour, hides it.
 */
import type { Node } from 'gossip-workbench'

export default function (node: Node) {
  const seen = new Set<number | string>()

  node.on('topology', () => ({ type: 'topology_ok' }))

  node.on('broadcast', ({ message }, { src }) => {
    if (!seen.has(message)) {
      seen.add(message)
      for (const peer of node.peers) {
        if (peer !== src) node.send(peer, { type: 'broadcast', message })
      }
    }
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
