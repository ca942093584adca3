/* For comparison: every 100 ms each node tells one random peer all it knows, and is told what it lacks. */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()

  node.every(100, () => {
    const peer = node.peers[Math.floor(node.random() * node.peers.length)]
    if (peer !== undefined) node.send(peer, { type: 'tell', messages: [...seen] })
  })

  node.on('tell', ({ messages }: { messages: Value[] }, { src }) => {
    const theirs = new Set(messages)
    const lacking = [...seen].filter((message) => !theirs.has(message))
    learn(messages)
    node.send(src, { type: 'told', messages: lacking })
  })

  node.on('told', ({ messages }: { messages: Value[] }) => learn(messages))

  function learn(messages: Value[]) {
    for (const message of messages) seen.add(message)
  }

  node.on('broadcast', ({ message }) => {
    learn([message])
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
