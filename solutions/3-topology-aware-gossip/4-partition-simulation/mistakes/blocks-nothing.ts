/** Wrong: the list is kept and told, and nothing else ever looks at it. */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let blocked = new Set<string>()

  node.on('topology', () => ({ type: 'topology_ok' }))

  node.on('partition', (body) => {
    blocked = new Set(body.blocked)
    return { type: 'partition_ok' }
  })

  node.on('heal', () => {
    blocked = new Set()
    return { type: 'heal_ok' }
  })

  node.on('partition_status', () => ({
    type: 'partition_status_ok',
    blocked: [...blocked].sort(),
    is_partitioned: blocked.size > 0,
    messages_dropped: 0,
  }))

  node.on('broadcast', ({ message }) => {
    seen.add(message)
    round()
    return { type: 'broadcast_ok' }
  })

  node.on('state', ({ messages }: { messages: Value[] }) => {
    for (const message of messages) seen.add(message)
  })

  node.every(400, round)

  function round() {
    for (const peer of node.peers) node.send(peer, { type: 'state', messages: [...seen] })
  }

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
