import type { Node } from 'gossip-workbench'

type Value = number | string
type Topology = { [node: string]: string[] }

/**
 * One tree for the whole network, worked out by every node from the same map in the same way: breadth first from a
 * centre. Each value crosses each edge of it once, n−1 forwards. A shortest way leads from every node to the centre,
 * so no value takes more than twice the radius in hops.
 */
export default function (node: Node) {
  const seen = new Set<Value>()
  let treeNeighbours: string[] = []

  node.on('topology', ({ topology }) => {
    const tree = shallowestTree(topology)
    // My neighbours in the tree are my parent and the nodes whose parent I am.
    treeNeighbours = (topology[node.id] ?? []).filter(
      (other: string) => tree.get(node.id)?.parent === other || tree.get(other)?.parent === node.id,
    )
    return { type: 'topology_ok' }
  })

  node.on('broadcast', ({ message }, { src }) => {
    // In a tree no value ever comes round again, but a client may broadcast it a second time.
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

type Place = { parent: string | undefined; depth: number }

/** Every node's place in a breadth-first tree, in the order in which nodes are reached; the root has no parent. */
function breadthFirst(topology: Topology, root: string): Map<string, Place> {
  const tree = new Map<string, Place>([[root, { parent: undefined, depth: 0 }]])
  // A Map may grow while it is walked: the nodes added are visited too, in the order they came in.
  for (const [here, { depth }] of tree) {
    for (const next of topology[here] ?? []) {
      if (!tree.has(next)) tree.set(next, { parent: here, depth: depth + 1 })
    }
  }
  return tree
}

/** The tree from a centre: a root that makes it least deep; of several the first in the map, for everybody alike. */
function shallowestTree(topology: Topology): Map<string, Place> {
  let best = new Map<string, Place>()
  let least = Number.POSITIVE_INFINITY
  for (const root of Object.keys(topology)) {
    const tree = breadthFirst(topology, root)
    // The node reached last is as deep as any.
    const { depth } = [...tree.values()].at(-1) as Place
    if (depth < least) {
      best = tree
      least = depth
    }
  }
  return best
}
