/**
 * Wrong: every node is joined to the one before it in the list and the one behind it. That is a tree without branches, as
 * deep as there are nodes.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  const me = node.nodeIds.indexOf(node.id)
  const neighbours = [node.nodeIds[me - 1], node.nodeIds[me + 1]].filter((id) => id !== undefined)
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
