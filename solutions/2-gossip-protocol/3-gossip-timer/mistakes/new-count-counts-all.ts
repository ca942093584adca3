/* Wrong: new_count is how many values came, whether or not they were known. */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let fanout = 2
  let timer = node.every(200, tick)

  function tick() {
    round()
  }

  function round(): number {
    const urn = [...node.peers]
    const drawn: string[] = []
    while (drawn.length < fanout && urn.length > 0) {
      drawn.push(...urn.splice(Math.floor(node.random() * urn.length), 1))
    }
    for (const peer of drawn) node.send(peer, { type: 'gossip_sync', messages: [...seen] })
    return drawn.length
  }

  node.on('configure', (body) => {
    fanout = body.fanout
    timer.cancel()
    timer = node.every(body.gossip_interval_ms, tick)
    return { type: 'configure_ok' }
  })

  node.on('gossip_round', () => {
    return { type: 'gossip_round_ok', peers_contacted: round(), messages_sent: seen.size }
  })

  node.on('gossip_sync', ({ messages }: { messages: Value[] }) => {
    for (const message of messages) seen.add(message)
    return { type: 'gossip_sync_ok', new_count: messages.length }
  })

  node.on('broadcast', ({ message }) => {
    seen.add(message)
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
