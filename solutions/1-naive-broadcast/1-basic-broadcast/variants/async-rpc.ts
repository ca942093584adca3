/**
 * Built on `await node.rpc`: a value goes to each neighbour as a request that the neighbour answers, and waiting
 * for the topology is waiting for a promise.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()

  let announce: (neighbours: string[]) => void = () => {}
  const neighbours = new Promise<string[]>((resolve) => {
    announce = resolve
  })

  async function spread(message: Value, src: string) {
    const others = (await neighbours).filter((neighbour) => neighbour !== src)
    await Promise.all(others.map((neighbour) => pass(neighbour, message)))
  }

  async function pass(neighbour: string, message: Value) {
    try {
      await node.rpc(neighbour, { type: 'broadcast', message })
    } catch (error) {
      // Cannot happen while nothing is lost. A later task lives from what belongs here.
      node.log(`${neighbour} did not confirm ${JSON.stringify(message)}: ${error}`)
    }
  }

  node.on('topology', async ({ topology }) => {
    announce(topology[node.id] ?? [])
    return { type: 'topology_ok' }
  })

  node.on('broadcast', async ({ message }, { src }) => {
    if (!seen.has(message)) {
      seen.add(message)
      // Not awaited: the one who asks should not wait for the far end of the network.
      void spread(message, src)
    }
    return { type: 'broadcast_ok' }
  })

  node.on('read', async () => ({ type: 'read_ok', messages: Array.from(seen) }))
}
