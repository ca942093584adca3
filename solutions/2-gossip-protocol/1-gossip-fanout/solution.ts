import type { Node } from 'gossip-workbench'

type Value = number | string

/**
 * Forward-once gossip: who hears a value for the first time tells `fanout` random peers, and never speaks of it again.
 * Each node sends at most `fanout` messages for a value, and the wave dies out by itself. It need not have reached
 * everybody by then.
 */
export default function (node: Node) {
  const seen = new Set<Value>()
  const stats = { received: 0, forwarded: 0, duplicates: 0 }
  let fanout = 2

  node.on('configure', (body) => {
    fanout = body.fanout
    return { type: 'configure_ok' }
  })

  node.on('broadcast', ({ message }) => {
    if (!seen.has(message)) hear(message, node.peers)
    return { type: 'broadcast_ok' }
  })

  node.on('gossip', ({ message }, { src }) => {
    stats.received++
    if (seen.has(message)) stats.duplicates++
    else
      hear(
        message,
        // Left out before the draw, or else the wave would sometimes be one too small.
        node.peers.filter((peer) => peer !== src),
      )
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))

  node.on('gossip_stats', () => ({ type: 'gossip_stats_ok', ...stats }))

  function hear(message: Value, candidates: readonly string[]) {
    seen.add(message)
    for (const peer of draw(fanout, candidates)) {
      node.send(peer, { type: 'gossip', message })
      stats.forwarded++
    }
  }

  /** So many different ones at random, or all if there are fewer: the beginning of a shuffle (Fisher and Yates). */
  function draw(count: number, candidates: readonly string[]): string[] {
    const urn = [...candidates]
    const drawn: string[] = []
    while (drawn.length < count && urn.length > 0) {
      const [peer] = urn.splice(Math.floor(node.random() * urn.length), 1)
      drawn.push(peer as string)
    }
    return drawn
  }
}
