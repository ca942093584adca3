/**
 * Wrong: ten times a second it sends every unconfirmed value again, each in a message of its own. Everything arrives
 * soon after the heal; until then a node shouts hundreds of messages a second into a network that is in trouble.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  const unconfirmed = new Map<string, Set<Value>>()

  node.on('topology', ({ topology }) => {
    for (const neighbour of topology[node.id] ?? []) unconfirmed.set(neighbour, new Set(seen))
    return { type: 'topology_ok' }
  })

  node.on('broadcast', ({ message }, { src }) => {
    if (!seen.has(message)) {
      seen.add(message)
      for (const [neighbour, values] of unconfirmed) {
        if (neighbour === src) continue
        values.add(message)
        node.send(neighbour, { type: 'broadcast', message })
      }
    }
    if (unconfirmed.has(src)) node.send(src, { type: 'confirm', message })
    else return { type: 'broadcast_ok' }
  })

  node.on('confirm', ({ message }, { src }) => {
    unconfirmed.get(src)?.delete(message)
  })

  node.every(100, () => {
    for (const [neighbour, values] of unconfirmed) {
      for (const message of values) node.send(neighbour, { type: 'broadcast', message })
    }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
