/**
 * Wrong: the peers are drawn from all others, and the one that has just told the value is struck out of those drawn.
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
    for (const peer of shuffled(node.peers).slice(0, fanout)) {
      if (peer === src) continue
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

  function shuffled(list: readonly string[]): string[] {
    const copy = [...list]
    for (let last = copy.length - 1; last > 0; last--) {
      const other = Math.floor(node.random() * (last + 1))
      ;[copy[last], copy[other]] = [copy[other] as string, copy[last] as string]
    }
    return copy
  }
}
