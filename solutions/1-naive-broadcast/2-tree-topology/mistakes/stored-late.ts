/**
 * Wrong: a value is stored when everybody behind has it, and not before. Until then the node takes it for new: a
 * client that broadcasts it once more meanwhile sends it through the whole tree again.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let treeNeighbours: string[] = []

  node.on('topology', ({ topology }) => {
    const [root = node.id] = Object.keys(topology).sort()
    const parents = new Map<string, string | undefined>([[root, undefined]])
    for (const parent of parents.keys()) {
      for (const child of topology[parent] ?? []) if (!parents.has(child)) parents.set(child, parent)
    }
    treeNeighbours = [...parents.keys()].filter(
      (other) => parents.get(other) === node.id || parents.get(node.id) === other,
    )
    return { type: 'topology_ok' }
  })

  node.on('broadcast', async ({ message }, { src }) => {
    if (!seen.has(message)) {
      const others = treeNeighbours.filter((neighbour) => neighbour !== src)
      await Promise.all(
        others.map((neighbour) => node.rpc(neighbour, { type: 'broadcast', message }, { timeoutMs: 2500 })),
      )
      seen.add(message)
    }
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
