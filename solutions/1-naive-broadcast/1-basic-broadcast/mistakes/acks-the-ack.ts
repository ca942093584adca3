/**
 * Wrong: it acknowledges every message from another node, acknowledgements included. The values spread as they
 * should, and then each pair of neighbours goes on thanking each other: one `broadcast_ok` calls forth the next,
 * for ever.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  const waiting: { message: Value; src: string }[] = []
  let neighbours: string[] | undefined

  function forward(message: Value, src: string) {
    if (neighbours === undefined) {
      waiting.push({ message, src })
      return
    }
    for (const neighbour of neighbours) {
      if (neighbour !== src) node.send(neighbour, { type: 'broadcast', message })
    }
  }

  function acknowledge(peer: string) {
    node.send(peer, { type: 'broadcast_ok' })
  }

  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id] ?? []
    for (const { message, src } of waiting.splice(0)) forward(message, src)
    return { type: 'topology_ok' }
  })

  node.on('broadcast', ({ message }, { src }) => {
    if (!seen.has(message)) {
      seen.add(message)
      forward(message, src)
    }
    if (!node.peers.includes(src)) return { type: 'broadcast_ok' }
    acknowledge(src)
  })

  // The neighbour has it. Let it know that we know.
  node.on('broadcast_ok', (_body, { src }) => acknowledge(src))

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
