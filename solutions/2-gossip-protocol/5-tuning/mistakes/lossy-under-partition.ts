/* Wrong: the hub delivers everything once; what a partition drops is not sent again. */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let received = 0
  let sent = 0
  const hub = node.nodeIds[0] ?? node.id
  let collected: Value[] = []
  let timer = node.every(150, deliver)

  function tell(peer: string, type: string, messages: Value[]) {
    sent++
    node.send(peer, { type, messages })
  }

  /** At the hub, what is new waits for the next delivery to all. */
  function take(messages: Value[]) {
    for (const message of messages) {
      if (seen.has(message)) continue
      seen.add(message)
      if (node.id === hub) collected.push(message)
    }
  }

  function deliver() {
    if (collected.length === 0) return
    for (const peer of node.peers) tell(peer, 'down', collected)
    collected = []
  }

  node.on('broadcast', ({ message }) => {
    received++
    take([message])
    if (node.id !== hub) tell(hub, 'up', [message])
    return { type: 'broadcast_ok' }
  })

  node.on('up', ({ messages }) => take(messages))
  node.on('down', ({ messages }) => take(messages))

  node.on('configure', (body) => {
    timer.cancel()
    timer = node.every(body.gossip_interval_ms, deliver)
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
