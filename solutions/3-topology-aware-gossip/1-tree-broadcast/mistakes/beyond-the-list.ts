/**
 * Wrong: the children of node i are 2i and 2i + 1, as in a heap, and nobody looks whether there are so many nodes. The
 * last ones send to nodes that do not exist.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  const me = Number(node.id.slice(1))
  const neighbours = [`n${2 * me}`, `n${2 * me + 1}`]
  if (me > 1) neighbours.push(`n${Math.floor(me / 2)}`)
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
