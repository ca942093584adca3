/**
 * Wrong: the list is "shuffled" by sorting it with a coin. A sort takes the answers for an order and compares no more
 * than it must, so what stands first in the list is likely to stay there: some places come up twice as often as others.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let neighbours: string[] = []

  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id] ?? []
    return { type: 'topology_ok' }
  })

  node.on('broadcast', ({ message }) => {
    seen.add(message)
    return { type: 'broadcast_ok' }
  })

  node.on('gossip', ({ messages }) => {
    for (const message of messages) seen.add(message)
  })

  node.every(200, () => {
    if (seen.size === 0) return
    const shuffled = [...neighbours].sort(() => node.random() - 0.5)
    for (const peer of shuffled.slice(0, 3)) node.send(peer, { type: 'gossip', messages: [...seen] })
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
