/* Wrong: whoever leaves a comparison without an answer is never asked again. */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const hub = node.nodeIds[0] ?? node.id
  const seen = new Set<Value>()
  const silent = new Set<string>()
  let received = 0
  let sent = 0
  let fanout = 1
  let collected: Value[] = []
  let timer = node.every(500, repair)

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

  node.every(150, () => {
    if (collected.length === 0) return
    for (const peer of node.peers) tell(peer, 'down', collected)
    collected = []
  })

  function repair() {
    const urn = node.peers.filter((peer) => !silent.has(peer))
    for (let left = fanout; left > 0 && urn.length > 0; left--) {
      const [peer = ''] = urn.splice(Math.floor(node.random() * urn.length), 1)
      compare(peer).catch(() => silent.add(peer))
    }
  }

  async function compare(peer: string) {
    sent++
    const { missing } = await node.rpc(peer, { type: 'compare', messages: [...seen] })
    take(missing)
  }

  node.on('compare', ({ messages }: { messages: Value[] }) => {
    const theirs = new Set(messages)
    take(messages)
    return { type: 'compare_ok', missing: [...seen].filter((message) => !theirs.has(message)) }
  })

  node.on('broadcast', ({ message }) => {
    received++
    take([message])
    if (node.id !== hub) tell(hub, 'up', [message])
    return { type: 'broadcast_ok' }
  })

  node.on('up', ({ messages }) => take(messages))
  node.on('down', ({ messages }) => take(messages))

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

  node.on('topology', () => ({ type: 'topology_ok' }))
  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
