/* For comparison: each value goes along a tree in which every node has up to three children. */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  const place = node.nodeIds.indexOf(node.id)
  /** Up to three children in the order of names, and a parent. */
  const neighbours = node.nodeIds.filter((_, other) => {
    const isChild = other > 0 && Math.floor((other - 1) / 3) === place
    return isChild || (place > 0 && Math.floor((place - 1) / 3) === other)
  })

  function spread(message: Value, from: string) {
    if (seen.has(message)) return
    seen.add(message)
    for (const neighbour of neighbours) {
      if (neighbour !== from) node.send(neighbour, { type: 'tree_broadcast', message })
    }
  }

  node.on('tree_broadcast', ({ message }, { src }) => spread(message, src))

  node.on('broadcast', ({ message }, { src }) => {
    spread(message, src)
    return { type: 'broadcast_ok' }
  })

  node.on('topology', () => ({ type: 'topology_ok' }))
  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
