/* Wrong: values are passed on as they come in, to a few random peers, and no timer ever repeats them. */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let fanout = 2

  function round(): number {
    const urn = [...node.peers]
    let told = 0
    while (told < fanout && urn.length > 0) {
      const [peer = ''] = urn.splice(Math.floor(node.random() * urn.length), 1)
      node.send(peer, { type: 'gossip_sync', messages: [...seen] })
      told++
    }
    return told
  }

  node.on('configure', (body) => {
    fanout = body.fanout
    return { type: 'configure_ok' }
  })

  node.on('gossip_round', () => {
    return { type: 'gossip_round_ok', peers_contacted: round(), messages_sent: seen.size }
  })

  node.on('gossip_sync', ({ messages }: { messages: Value[] }) => {
    const before = seen.size
    for (const message of messages) seen.add(message)
    if (seen.size > before) round()
    return { type: 'gossip_sync_ok', new_count: seen.size - before }
  })

  node.on('broadcast', ({ message }) => {
    seen.add(message)
    round()
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
