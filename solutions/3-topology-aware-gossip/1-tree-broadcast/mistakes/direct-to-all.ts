/**
 * Wrong: a node sends what clients give it to everybody, by itself. One copy for each node it is, and no tree: the one
 * that "tree_info" tells is not used.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  const neighbours = neighboursIn(node.nodeIds, node.id)
  let messageCount = 0

  node.on('topology', () => ({ type: 'topology_ok' }))

  node.on('broadcast', ({ message }, { src }) => {
    if (!seen.has(message)) {
      seen.add(message)
      if (!node.peers.includes(src)) tellAll(message)
    }
    return { type: 'broadcast_ok' }
  })

  function tellAll(message: Value) {
    for (const peer of node.peers) {
      messageCount++
      node.send(peer, { type: 'broadcast', message })
    }
  }

  node.on('tree_info', () => ({
    type: 'tree_info_ok',
    neighbors: neighbours,
    message_count: messageCount,
  }))

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}

/** A parent and two children, by places in the list. */
function neighboursIn(nodes: readonly string[], id: string): string[] {
  const place = nodes.indexOf(id)
  const places = [2 * place + 1, 2 * place + 2]
  if (place > 0) places.push(Math.floor((place - 1) / 2))
  return places.flatMap((other) => nodes[other] ?? [])
}
