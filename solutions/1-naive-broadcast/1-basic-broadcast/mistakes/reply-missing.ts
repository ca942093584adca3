/**
 * Wrong: the `broadcast` handler does its work and returns nothing, so no client ever gets its `broadcast_ok`.
 * Every value still reaches every node, while each client waits in vain and gives up.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  const tooEarly: [message: Value, src: string][] = []
  let neighbours: string[] | null = null

  const tellNeighbours = (message: Value, src: string) => {
    if (neighbours === null) {
      tooEarly.push([message, src])
      return
    }
    for (const neighbour of neighbours) {
      if (neighbour !== src) node.send(neighbour, { type: 'broadcast', message })
    }
  }

  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id] ?? []
    for (const [message, src] of tooEarly.splice(0)) tellNeighbours(message, src)
    return { type: 'topology_ok' }
  })

  node.on('broadcast', ({ message }, { src }) => {
    if (seen.has(message)) return
    seen.add(message)
    tellNeighbours(message, src)
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
