/**
 * Wrong: this is the tree of task 1.2, breadth first over the map that the topology brings. On a line it is a line, on a
 * star a star, and where the map is in pieces, so is the tree.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string
type Topology = { [node: string]: string[] }

export default function (node: Node) {
  const seen = new Set<Value>()
  let neighbours: string[] = []
  let messageCount = 0

  node.on('topology', ({ topology }: { topology: Topology }) => {
    const [root = node.id] = Object.keys(topology)
    const parents = new Map<string, string | undefined>([[root, undefined]])
    for (const parent of parents.keys()) {
      for (const child of topology[parent] ?? []) if (!parents.has(child)) parents.set(child, parent)
    }
    neighbours = (topology[node.id] ?? []).filter(
      (other) => parents.get(other) === node.id || parents.get(node.id) === other,
    )
    return { type: 'topology_ok' }
  })

  node.on('broadcast', ({ message }, { src }) => {
    if (!seen.has(message)) {
      seen.add(message)
      for (const neighbour of neighbours) {
        if (neighbour === src) continue
        messageCount++
        node.send(neighbour, { type: 'broadcast', message })
      }
    }
    return { type: 'broadcast_ok' }
  })

  node.on('tree_info', () => ({
    type: 'tree_info_ok',
    neighbors: neighbours,
    message_count: messageCount,
  }))

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
