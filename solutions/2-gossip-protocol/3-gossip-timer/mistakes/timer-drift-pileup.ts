/* Wrong: every round sets the timer for the next one, so a round that a client asks for starts a second chain. */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let fanout = 2
  let interval = 200

  function round(): number {
    const peers = node.peers
      .map((peer) => ({ peer, place: node.random() }))
      .sort((a, b) => a.place - b.place)
      .slice(0, fanout)
    for (const { peer } of peers) node.send(peer, { type: 'gossip_sync', messages: [...seen] })
    setTimeout(round, interval)
    return peers.length
  }

  setTimeout(round, interval)

  node.on('configure', (body) => {
    fanout = body.fanout
    interval = body.gossip_interval_ms
    setTimeout(round, interval)
    return { type: 'configure_ok' }
  })

  node.on('gossip_round', () => {
    return { type: 'gossip_round_ok', peers_contacted: round(), messages_sent: seen.size }
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
