/* For comparison: every 100 ms each node tells one random peer all it knows. */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()

  node.every(100, () => {
    const peer = node.peers[Math.floor(node.random() * node.peers.length)]
    if (peer !== undefined) node.send(peer, { type: 'tell', messages: [...seen] })
  })

  node.on('tell', ({ messages }: { messages: Value[] }) => {
    for (const message of messages) seen.add(message)
  })

  node.on('broadcast', ({ message }) => {
    seen.add(message)
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
