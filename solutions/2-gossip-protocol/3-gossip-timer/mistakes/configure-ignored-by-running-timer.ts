/* Wrong: "configure" stores the new interval, but the timer was set at the start and keeps the old one. */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  const settings = { fanout: 2, gossip_interval_ms: 200 }

  function round(): string[] {
    const urn = [...node.peers]
    const peers: string[] = []
    while (peers.length < settings.fanout && urn.length > 0) {
      peers.push(...urn.splice(Math.floor(node.random() * urn.length), 1))
    }
    for (const peer of peers) node.send(peer, { type: 'gossip_sync', messages: [...seen] })
    return peers
  }

  node.every(settings.gossip_interval_ms, () => {
    round()
  })

  node.on('configure', ({ fanout, gossip_interval_ms }) => {
    Object.assign(settings, { fanout, gossip_interval_ms })
    return { type: 'configure_ok' }
  })

  node.on('gossip_round', () => {
    return { type: 'gossip_round_ok', peers_contacted: round().length, messages_sent: seen.size }
  })

  node.on('gossip_sync', ({ messages }: { messages: Value[] }) => {
    const before = seen.size
    for (const message of messages) seen.add(message)
    return { type: 'gossip_sync_ok', new_count: seen.size - before }
  })

  node.on('broadcast', ({ message }) => {
    seen.add(message)
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
