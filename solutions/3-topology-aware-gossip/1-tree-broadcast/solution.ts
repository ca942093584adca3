import type { Node } from 'gossip-workbench'

type Value = number | string

/** With three children each, a hundred nodes are four edges deep, and no node has more than four neighbours. */
const children = 3

/**
 * The tree is a matter of places in the list of nodes, which is the same everywhere: the parent of place i stands at
 * ⌊(i − 1) / 3⌋, before it, so there are n − 1 edges and no cycle. Each value crosses each of them once.
 */
export default function (node: Node) {
  const seen = new Set<Value>()
  const neighbours = neighboursIn(node.nodeIds, node.id)
  let messageCount = 0

  // The map is advice, and the tree has no need of it.
  node.on('topology', () => ({ type: 'topology_ok' }))

  node.on('broadcast', ({ message }, { src }) => {
    // In a tree no value ever comes round again, but a client may broadcast it a second time.
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

/** The parent of a node, which the root has not, and its children, of which leaves have none. */
function neighboursIn(nodes: readonly string[], id: string): string[] {
  const parentOf = (place: number) => Math.floor((place - 1) / children)
  const mine = nodes.indexOf(id)
  return nodes.filter((_, place) => {
    const isParent = mine > 0 && place === parentOf(mine)
    const isChild = place > 0 && parentOf(place) === mine
    return isParent || isChild
  })
}
