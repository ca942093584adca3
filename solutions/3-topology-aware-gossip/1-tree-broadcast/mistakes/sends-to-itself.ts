/**
 * Wrong: 2i and 2i + 1 are the children of place i where the first place is 1. A list counts from 0, and place 0 becomes
 * its own child.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  const me = node.nodeIds.indexOf(node.id)
  const neighbours = [2 * me, 2 * me + 1].flatMap((place) => node.nodeIds[place] ?? [])
  if (me > 0) neighbours.push(node.nodeIds[Math.floor(me / 2)] ?? '')
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
