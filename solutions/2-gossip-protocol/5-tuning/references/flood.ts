/* For comparison: every new value goes to all neighbours at once, one way, but not back. */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let received = 0
  let sent = 0
  let neighbours: string[] = []

  node.on('broadcast', ({ message }, { src }) => {
    if (!node.peers.includes(src)) received++
    if (!seen.has(message)) {
      seen.add(message)
      for (const neighbour of neighbours) {
        if (neighbour === src) continue
        sent++
        node.send(neighbour, { type: 'broadcast', message })
      }
    }
    return { type: 'broadcast_ok' }
  })

  node.on('configure', () => ({ type: 'configure_ok' }))

  node.on('gossip_stats', () => ({
    type: 'gossip_stats_ok',
    broadcasts_received: received,
    gossip_messages_sent: sent,
    messages_per_op: received === 0 ? 0 : sent / received,
    unique_messages: seen.size,
  }))

  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id] ?? []
    return { type: 'topology_ok' }
  })
  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
