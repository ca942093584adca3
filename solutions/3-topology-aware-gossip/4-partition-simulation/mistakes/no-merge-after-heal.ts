/** Wrong: each value is told once, when it comes; what was given up is never made up for. */
import type { Body, Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let blocked = new Set<string>()
  let dropped = 0

  node.filter(({ src }) => {
    if (!blocked.has(src) || !node.peers.includes(src)) return true
    dropped++
    return false
  })

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
    messages_dropped: dropped,
  }))

  node.on('broadcast', ({ message }) => {
    seen.add(message)
    for (const peer of node.peers) send(peer, { type: 'value', message })
    return { type: 'broadcast_ok' }
  })

  node.on('value', ({ message }) => {
    if (seen.has(message)) return
    seen.add(message)
    for (const peer of node.peers) send(peer, { type: 'value', message })
  })

  function send(peer: string, body: Body) {
    if (blocked.has(peer)) dropped++
    else node.send(peer, body)
  }

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
