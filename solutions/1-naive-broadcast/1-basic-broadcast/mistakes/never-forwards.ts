/**
 * Wrong: it keeps what clients tell it and tells nobody. A cluster of one passes; in any other no message ever
 * runs between two nodes, and a value is known only where it was broadcast.
 */
import type { Node } from 'gossip-workbench'

export default function (node: Node) {
  const messages = new Set<number | string>()

  node.on('topology', () => ({ type: 'topology_ok' }))

  node.on('broadcast', ({ message }) => {
    messages.add(message)
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...messages] }))
}
