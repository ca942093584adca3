/** Wrong: each list is added to those before it. */
import type { Body, Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  const blocked = new Set<string>()
  let dropped = 0

  node.filter(({ src }) => {
    if (!blocked.has(src) || !node.peers.includes(src)) return true
    dropped++
    return false
  })

  node.on('topology', () => ({ type: 'topology_ok' }))

  node.on('partition', (body) => {
    for (const peer of body.blocked) blocked.add(peer)
    return { type: 'partition_ok' }
  })

  node.on('heal', () => {
    blocked.clear()
    return { type: 'heal_ok' }
  })

  node.on('partition_status', () => ({
    type: 'partition_status_ok',
    blocked: [...blocked].sort(),
    is_partitioned: blocked.size > 0,
    messages_dropped: dropped,
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
    for (const peer of node.peers) send(peer, { type: 'state', messages: [...seen] })
  }

  function send(peer: string, body: Body) {
    if (blocked.has(peer)) dropped++
    else node.send(peer, body)
  }

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
