/**
 * Wrong: plain flooding. It sends every value once to every neighbour and never asks whether it arrived, which is
 * right on a network that loses nothing. What is sent into a cut is gone, and each side keeps its own values for ever.
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

  node.on('broadcast', ({ message }, { src }) => {
    if (!seen.has(message)) {
      seen.add(message)
      for (const neighbour of neighbours) {
        if (neighbour !== src) node.send(neighbour, { type: 'broadcast', message })
      }
    }
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
