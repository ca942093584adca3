/* Wrong: every new value goes to all neighbours at once, alone, and each message is answered. */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let received = 0
  let sent = 0
  let neighbours: string[] = []
  let fanout = 1
  let timer = node.every(1000, repair)

  function tell(peer: string, messages: Value[]) {
    sent++
    node.rpc(peer, { type: 'gossip', messages }).catch(() => {})
  }

  function spread(message: Value, from: string) {
    if (seen.has(message)) return
    seen.add(message)
    for (const neighbour of neighbours) if (neighbour !== from) tell(neighbour, [message])
  }

  /** Tells a few neighbours everything, for what was lost. */
  function repair() {
    const urn = [...neighbours]
    for (let left = fanout; left > 0 && urn.length > 0; left--) {
      const [peer = ''] = urn.splice(Math.floor(node.random() * urn.length), 1)
      tell(peer, [...seen])
    }
  }

  node.on('broadcast', ({ message }, { src }) => {
    received++
    spread(message, src)
    return { type: 'broadcast_ok' }
  })

  node.on('gossip', ({ messages }: { messages: Value[] }, { src }) => {
    for (const message of messages) spread(message, src)
    return { type: 'gossip_ok' }
  })

  node.on('configure', (body) => {
    fanout = body.fanout
    timer.cancel()
    timer = node.every(body.gossip_interval_ms, repair)
    return { type: 'configure_ok' }
  })

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
