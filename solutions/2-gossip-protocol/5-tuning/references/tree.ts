/* For comparison: each value goes along a tree in which every node has four children. */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let received = 0
  let sent = 0
  let neighbours: string[] = []

  function spread(message: Value, from: string) {
    if (seen.has(message)) return
    seen.add(message)
    for (const neighbour of neighbours) {
      if (neighbour === from) continue
      sent++
      node.send(neighbour, { type: 'tree', message })
    }
  }

  node.on('tree', ({ message }, { src }) => spread(message, src))

  node.on('broadcast', ({ message }, { src }) => {
    received++
    spread(message, src)
    return { type: 'broadcast_ok' }
  })

  /** Every node has up to four children in the order of names, whatever the map says. */
  node.on('topology', () => {
    const place = node.nodeIds.indexOf(node.id)
    neighbours = node.nodeIds.filter((_, other) => {
      return (
        (other > 0 && Math.floor((other - 1) / 4) === place) ||
        (place > 0 && Math.floor((place - 1) / 4) === other)
      )
    })
    return { type: 'topology_ok' }
  })

  node.on('configure', () => ({ type: 'configure_ok' }))

  node.on('gossip_stats', () => ({
    type: 'gossip_stats_ok',
    broadcasts_received: received,
    gossip_messages_sent: sent,
    messages_per_op: received === 0 ? 0 : sent / received,
    unique_messages: seen.size,
  }))

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
