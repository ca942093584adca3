/**
 * Wrong: each node takes its neighbours by places in node.peers. That list lacks the node itself, so it is another one on
 * every node, and so is the tree.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  const me = node.nodeIds.indexOf(node.id)
  const neighbours = [2 * me + 1, 2 * me + 2, Math.floor((me - 1) / 2)].flatMap(
    (place) => node.peers[place] ?? [],
  )
  let messageCount = 0

  node.on('topology', () => ({ type: 'topology_ok' }))

  node.on('broadcast', ({ message }, { src }) => {
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
