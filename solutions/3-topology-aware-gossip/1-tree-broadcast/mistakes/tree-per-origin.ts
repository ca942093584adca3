/**
 * Wrong: the tree is reckoned from the node at which a value starts, as if that were the first in the list. Every value
 * crosses a tree, and every origin has another one.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let messageCount = 0

  node.on('topology', () => ({ type: 'topology_ok' }))

  node.on('broadcast', ({ message }) => {
    spread(message, node.id)
    return { type: 'broadcast_ok' }
  })

  node.on('spread', ({ message, origin }) => spread(message, origin))

  node.on('tree_info', () => ({
    type: 'tree_info_ok',
    neighbors: [...childrenFrom(node.nodeIds[0] ?? ''), ...parentFrom(node.nodeIds[0] ?? '')],
    message_count: messageCount,
  }))

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))

  function spread(message: Value, origin: string) {
    if (seen.has(message)) return
    seen.add(message)
    for (const child of childrenFrom(origin)) {
      messageCount++
      node.send(child, { type: 'spread', message, origin })
    }
  }

  /** The list turned so that the origin stands first. */
  function turned(origin: string): string[] {
    const start = node.nodeIds.indexOf(origin)
    return [...node.nodeIds.slice(start), ...node.nodeIds.slice(0, start)]
  }

  function childrenFrom(origin: string): string[] {
    const order = turned(origin)
    const me = order.indexOf(node.id)
    return order.slice(2 * me + 1, 2 * me + 3)
  }

  function parentFrom(origin: string): string[] {
    const order = turned(origin)
    const me = order.indexOf(node.id)
    return me === 0 ? [] : order.slice(Math.floor((me - 1) / 2)).slice(0, 1)
  }
}
