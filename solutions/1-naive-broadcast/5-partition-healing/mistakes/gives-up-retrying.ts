/**
 * Wrong: it tries five times, a second apart, and then takes the neighbour for dead. That gets a value through any
 * loss and any short cut; a partition of ten seconds outlasts it, and when it heals nobody tries any more.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

const maxAttempts = 5

export default function (node: Node) {
  const seen = new Set<Value>()
  let neighbours: string[] = []

  async function deliver(message: Value, neighbour: string) {
    for (let attempt = 1; attempt <= maxAttempts; attempt++) {
      try {
        await node.rpc(neighbour, { type: 'broadcast', message })
        return
      } catch {
        node.log(`${neighbour} did not confirm ${message}, attempt ${attempt}`)
      }
    }
  }

  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id] ?? []
    return { type: 'topology_ok' }
  })

  node.on('broadcast', ({ message }, { src }) => {
    if (!seen.has(message)) {
      seen.add(message)
      for (const neighbour of neighbours) if (neighbour !== src) void deliver(message, neighbour)
    }
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
