/**
 * Wrong: a node stores what neighbours tell it, but what a client tells it is only marked as seen and passed on.
 * Everybody learns the value except the node that acknowledged it, which never shows it in a `read`.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  const received: Value[] = []
  const waiting: { message: Value; src: string }[] = []
  let neighbours: string[] | undefined

  function forward(message: Value, src: string) {
    if (neighbours === undefined) {
      waiting.push({ message, src })
      return
    }
    for (const neighbour of neighbours) {
      if (neighbour !== src) node.send(neighbour, { type: 'forward', message })
    }
  }

  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id] ?? []
    for (const { message, src } of waiting.splice(0)) forward(message, src)
    return { type: 'topology_ok' }
  })

  // From a client: start the flood.
  node.on('broadcast', ({ message }, { src }) => {
    if (!seen.has(message)) {
      seen.add(message)
      forward(message, src)
    }
    return { type: 'broadcast_ok' }
  })

  // From a neighbour: take it and keep the flood going.
  node.on('forward', ({ message }, { src }) => {
    if (seen.has(message)) return
    seen.add(message)
    received.push(message)
    forward(message, src)
  })

  node.on('read', () => ({ type: 'read_ok', messages: received }))
}
