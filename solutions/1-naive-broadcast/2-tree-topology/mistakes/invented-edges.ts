/**
 * Wrong: a neat binary tree over the order of the nodes, as in a heap, with no look at who is connected to whom. It is
 * the same on every node and shallow, but most of its edges do not exist. Only a complete graph hides it.
 */
import type { Node } from 'gossip-workbench'

export default function (node: Node) {
  const seen = new Set<number | string>()
  let treeNeighbours: string[] = []

  node.on('topology', ({ topology }) => {
    const order = Object.keys(topology)
    const me = order.indexOf(node.id)
    const parent = me === 0 ? undefined : order[Math.floor((me - 1) / 2)]
    treeNeighbours = [parent, order[2 * me + 1], order[2 * me + 2]].filter((id) => id !== undefined)
    return { type: 'topology_ok' }
  })

  node.on('broadcast', ({ message }, { src }) => {
    if (!seen.has(message)) {
      seen.add(message)
      for (const neighbour of treeNeighbours) {
        if (neighbour !== src) node.send(neighbour, { type: 'broadcast', message })
      }
    }
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
