/* Wrong: two peers every 300 ms. That is cheap, and a value takes several rounds to everybody. */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let received = 0
  let sent = 0
  let fanout = 2
  let timer = node.every(300, round)

  function round() {
    const urn = [...node.peers]
    for (let left = fanout; left > 0 && urn.length > 0; left--) {
      const [peer = ''] = urn.splice(Math.floor(node.random() * urn.length), 1)
      sent++
      node.send(peer, { type: 'gossip', messages: [...seen] })
    }
  }

  node.on('gossip', ({ messages }: { messages: Value[] }) => {
    for (const message of messages) seen.add(message)
  })

  node.on('broadcast', ({ message }) => {
    received++
    seen.add(message)
    return { type: 'broadcast_ok' }
  })

  node.on('configure', (body) => {
    fanout = body.fanout
    timer.cancel()
    timer = node.every(body.gossip_interval_ms, round)
    return { type: 'configure_ok' }
  })

  node.on('gossip_stats', () => ({
    type: 'gossip_stats_ok',
    broadcasts_received: received,
    gossip_messages_sent: sent,
    messages_per_op: received === 0 ? 0 : sent / received,
    unique_messages: seen.size,
  }))

  node.on('topology', () => ({ type: 'topology_ok' }))
  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
