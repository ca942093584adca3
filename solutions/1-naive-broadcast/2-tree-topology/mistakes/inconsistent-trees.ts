/**
 * Wrong: every node grows the tree from itself, so every node has a different one. Each is a spanning tree, but a
 * value follows one node's tree for a hop and then another's, and stops short of some nodes.
 */
import type { Node } from 'gossip-workbench'

type Topology = { [node: string]: string[] }

export default function (node: Node) {
  const seen = new Set<number | string>()
  let treeNeighbours: string[] = []

  node.on('topology', ({ topology }) => {
    const tree = spanningTree(topology, node.id)
    treeNeighbours = tree[node.id] ?? []
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

function spanningTree(topology: Topology, root: string): Topology {
  const tree: Topology = { [root]: [] }
  const visit = (here: string) => {
    for (const next of topology[here] ?? []) {
      if (tree[next] !== undefined) continue
      tree[next] = [here]
      tree[here]?.push(next)
      visit(next)
    }
  }
  visit(root)
  return tree
}
