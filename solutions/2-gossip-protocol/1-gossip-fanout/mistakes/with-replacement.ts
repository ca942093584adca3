/**
 * Wrong: each peer of a wave is drawn from all of them, so the same one may be drawn again.
 */
import type { Node } from 'gossip-workbench'

export default function (node: Node) {
  const seen = new Set<number | string>()
  const stats = { received: 0, forwarded: 0, duplicates: 0 }
  let fanout = 2

  node.on('configure', (body) => {
    fanout = body.fanout
    return { type: 'configure_ok' }
  })

  function hear(message: number | string, src: string) {
    seen.add(message)
    const candidates = node.peers.filter((peer) => peer !== src)
    for (let draw = 0; draw < Math.min(fanout, candidates.length); draw++) {
      const peer = candidates[Math.floor(node.random() * candidates.length)] as string
      node.send(peer, { type: 'gossip', message })
      stats.forwarded++
    }
  }

  node.on('broadcast', ({ message }, { src }) => {
    if (!seen.has(message)) hear(message, src)
    return { type: 'broadcast_ok' }
  })

  node.on('gossip', ({ message }, { src }) => {
    stats.received++
    if (seen.has(message)) stats.duplicates++
    else hear(message, src)
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
  node.on('gossip_stats', () => ({ type: 'gossip_stats_ok', ...stats }))
}
