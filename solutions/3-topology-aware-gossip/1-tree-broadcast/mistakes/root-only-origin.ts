/**
 * Wrong: values go to the children. What starts at the root reaches everybody; what starts at a leaf stays there.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  const neighbours = neighboursIn(node.nodeIds, node.id)
  const me = node.nodeIds.indexOf(node.id)
  const children = neighbours.filter((id) => node.nodeIds.indexOf(id) > me)
  let messageCount = 0

  node.on('topology', () => ({ type: 'topology_ok' }))

  node.on('broadcast', ({ message }) => {
    if (!seen.has(message)) {
      seen.add(message)
      for (const neighbour of children) {
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

/** A parent and two children, by places in the list. */
function neighboursIn(nodes: readonly string[], id: string): string[] {
  const place = nodes.indexOf(id)
  const places = [2 * place + 1, 2 * place + 2]
  if (place > 0) places.push(Math.floor((place - 1) / 2))
  return places.flatMap((other) => nodes[other] ?? [])
}
