/**
 * Wrong: each value crosses a tree rooted where the value started. All nodes agree on it, it is as shallow as can be,
 * and it takes n−1 forwards, but it is not one tree for all values: there are as many as nodes.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string
type Topology = { [node: string]: string[] }

export default function (node: Node) {
  const seen = new Set<Value>()
  let topology: Topology = {}

  node.on('topology', (body) => {
    topology = body.topology
    return { type: 'topology_ok' }
  })

  node.on('broadcast', ({ message }) => {
    spread(message, node.id)
    return { type: 'broadcast_ok' }
  })

  node.on('spread', ({ message, origin }) => spread(message, origin))

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))

  function spread(message: Value, origin: string) {
    if (seen.has(message)) return
    seen.add(message)
    for (const child of childrenOf(node.id, topology, origin)) {
      node.send(child, { type: 'spread', message, origin })
    }
  }
}

function childrenOf(id: string, topology: Topology, root: string): string[] {
  const parents = new Map([[root, root]])
  for (const [here] of parents) {
    for (const next of topology[here] ?? []) if (!parents.has(next)) parents.set(next, here)
  }
  return [...parents].filter(([child, parent]) => parent === id && child !== id).map(([child]) => child)
}
