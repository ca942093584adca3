/**
 * Wrong: the tree is right, but a value goes to all neighbours in it, the one that had just sent it included. Each
 * edge is crossed there and back, and twice as many messages are sent as are needed.
 */
import type { Node } from 'gossip-workbench'

type Topology = { [node: string]: string[] }

export default function (node: Node) {
  const seen = new Set<number | string>()
  const treeNeighbours: string[] = []

  node.on('topology', ({ topology }) => {
    const parents = parentsFrom(topology, Object.keys(topology)[0] as string)
    for (const [child, parent] of parents) {
      if (child === node.id && parent !== '') treeNeighbours.push(parent)
      if (parent === node.id) treeNeighbours.push(child)
    }
    return { type: 'topology_ok' }
  })

  node.on('broadcast', ({ message }) => {
    if (!seen.has(message)) {
      seen.add(message)
      for (const neighbour of treeNeighbours) node.send(neighbour, { type: 'broadcast', message })
    }
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}

function parentsFrom(topology: Topology, root: string): Map<string, string> {
  const parents = new Map([[root, '']])
  const queue = [root]
  for (let here = queue.shift(); here !== undefined; here = queue.shift()) {
    for (const next of topology[here] ?? []) {
      if (parents.has(next)) continue
      parents.set(next, here)
      queue.push(next)
    }
  }
  return parents
}
