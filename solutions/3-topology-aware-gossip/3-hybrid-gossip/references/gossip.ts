/* For comparison: every 200 ms each node tells two random peers all it knows. */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()

  node.every(200, () => {
    const urn = [...node.peers]
    for (let left = 2; left > 0 && urn.length > 0; left--) {
      const [peer = ''] = urn.splice(Math.floor(node.random() * urn.length), 1)
      node.send(peer, { type: 'gossip', messages: [...seen] })
    }
  })

  node.on('gossip', ({ messages }: { messages: Value[] }) => {
    for (const message of messages) seen.add(message)
  })

  node.on('broadcast', ({ message }) => {
    seen.add(message)
    return { type: 'broadcast_ok' }
  })

  node.on('topology', () => ({ type: 'topology_ok' }))
  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
