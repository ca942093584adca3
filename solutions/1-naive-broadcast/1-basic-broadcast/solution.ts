import type { Node } from 'gossip-workbench'

type Value = number | string

/**
 * Flooding: the first time a node meets a value it tells every neighbour but the one it heard it from; after
 * that it only answers. Each node sends a value once over each of its edges, 2E in all, and each of the n−1
 * nodes that heard it from a neighbour spares one: 2E−(n−1) forwards, in whatever order messages arrive.
 */
export default function (node: Node) {
  // A Set compares values, not their text, so 1 and "1" stay apart.
  const seen = new Set<Value>()

  // Undefined is not the same as none: as long as the topology has not come, values wait.
  let neighbours: string[] | undefined
  const waiting: { message: Value; src: string }[] = []

  function forward(message: Value, src: string) {
    if (neighbours === undefined) {
      waiting.push({ message, src })
      return
    }
    for (const neighbour of neighbours) {
      if (neighbour !== src) node.send(neighbour, { type: 'broadcast', message })
    }
  }

  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id] ?? []
    // Emptied as it is read, so that a second topology would not send everything again.
    for (const { message, src } of waiting.splice(0)) forward(message, src)
    return { type: 'topology_ok' }
  })

  // One handler for clients and neighbours: `send` asks for no answer, so to a neighbour none goes back.
  node.on('broadcast', ({ message }, { src }) => {
    if (!seen.has(message)) {
      // Remember before passing on: whatever comes back finds the value known, and the flood ends.
      seen.add(message)
      forward(message, src)
    }
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
