/**
 * Wrong: it answers a client only when every neighbour has confirmed the value. Nothing is lost, for nothing is
 * promised too early; but while the network is cut, the nodes at the cut answer no write at all.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let neighbours: string[] = []

  async function deliver(message: Value, neighbour: string) {
    for (;;) {
      try {
        await node.rpc(neighbour, { type: 'replicate', message }, { timeoutMs: 800 })
        return
      } catch {
        // Not there yet: try again.
      }
    }
  }

  async function spread(message: Value, src: string) {
    if (seen.has(message)) return
    seen.add(message)
    const others = neighbours.filter((neighbour) => neighbour !== src)
    await Promise.all(others.map((neighbour) => deliver(message, neighbour)))
  }

  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id] ?? []
    return { type: 'topology_ok' }
  })

  node.on('broadcast', async ({ message }, { src }) => {
    await spread(message, src)
    return { type: 'broadcast_ok' }
  })

  node.on('replicate', ({ message }, { src }) => {
    void spread(message, src)
    return { type: 'replicate_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
