/**
 * Wrong: the list that peers are drawn from begins with the node itself. Everything arrives, only later than it
 * might: on a grid's corner every third message tells the sender what it has just said.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let members: string[] = [node.id]

  node.on('topology', ({ topology }) => {
    members = [node.id, ...(topology[node.id] ?? [])]
    return { type: 'topology_ok' }
  })

  node.every(200, () => {
    const messages = [...seen]
    const urn = [...members]
    for (let draw = 0; draw < 3 && urn.length > 0; draw++) {
      const [peer = ''] = urn.splice(Math.floor(node.random() * urn.length), 1)
      node.send(peer, { type: 'gossip', messages })
    }
  })

  node.on('gossip', ({ messages }) => {
    for (const message of messages) seen.add(message)
  })

  node.on('broadcast', ({ message }) => {
    seen.add(message)
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
