/**
 * Wrong: the peers are drawn from all others, among them the one that has just told the value.
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

  function hear(message: number | string) {
    seen.add(message)
    for (const peer of shuffled(node.peers).slice(0, fanout)) {
      node.send(peer, { type: 'gossip', message })
      stats.forwarded++
    }
  }

  node.on('broadcast', ({ message }) => {
    if (!seen.has(message)) hear(message)
    return { type: 'broadcast_ok' }
  })

  node.on('gossip', ({ message }) => {
    stats.received++
    if (seen.has(message)) stats.duplicates++
    else hear(message)
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
