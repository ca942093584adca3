/* For comparison: a tree for speed, and every 200 ms a random peer is told all, for what the tree lost. */
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

  node.every(200, () => {
    const peer = node.peers[Math.floor(node.random() * node.peers.length)]
    if (peer !== undefined) node.send(peer, { type: 'gossip', messages: [...seen] })
  })

  node.on('gossip', ({ messages }: { messages: Value[] }) => {
    for (const message of messages) seen.add(message)
  })

  node.on('topology', () => ({ type: 'topology_ok' }))
  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
