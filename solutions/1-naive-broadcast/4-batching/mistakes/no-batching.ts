/**
 * Wrong: it speaks of batches and fills each with one value, the moment that value comes. Every value arrives, and
 * the network carries as many messages as it did without batches.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let neighbours: string[] = []

  function learn(value: Value, src: string) {
    if (seen.has(value)) return
    seen.add(value)
    for (const neighbour of neighbours) {
      if (neighbour !== src) node.send(neighbour, { type: 'batch', messages: [value] })
    }
  }

  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id] ?? []
    return { type: 'topology_ok' }
  })

  node.on('configure', () => ({ type: 'configure_ok' }))

  node.on('broadcast', ({ message }, { src }) => {
    learn(message, src)
    return { type: 'broadcast_ok' }
  })

  node.on('batch', ({ messages }, { src }) => {
    for (const value of messages) learn(value, src)
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
