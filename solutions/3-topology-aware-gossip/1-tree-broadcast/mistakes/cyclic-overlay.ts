/**
 * Wrong: a ring, with a short cut across it for every node. Nothing is lost and no way is long, and most nodes are told
 * from several sides.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  const { length } = node.nodeIds
  const me = node.nodeIds.indexOf(node.id)
  const half = Math.floor(length / 2)
  const places = [me + 1, me - 1, me + half, me - half].map((place) => (place + length) % length)
  const neighbours = [...new Set(places)]
    .flatMap((place) => node.nodeIds[place] ?? [])
    .filter((id) => id !== node.id)
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
