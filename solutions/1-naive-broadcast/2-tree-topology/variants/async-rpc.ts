/**
 * Built on `await node.rpc`: a node answers a value only when its whole side of the tree has it, so a client's
 * `broadcast_ok` means that everybody knows. The tree is by rule, without growing it: my parent is the first by name
 * of my neighbours that are nearer to the root.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string
type Topology = Record<string, string[]>

export default function (node: Node) {
  const seen = new Set<Value>()
  let links: string[] = []

  node.on('topology', async ({ topology }: { topology: Topology }) => {
    const depths = distances(topology, rootOf(topology))
    const parentOf = (id: string) =>
      (topology[id] ?? []).filter((other) => depth(depths, other) === depth(depths, id) - 1).sort()[0]
    links = (topology[node.id] ?? []).filter(
      (other) => parentOf(other) === node.id || parentOf(node.id) === other,
    )
    return { type: 'topology_ok' }
  })

  async function pass(neighbour: string, message: Value, tries = 3): Promise<void> {
    try {
      await node.rpc(neighbour, { type: 'broadcast', message })
    } catch (error) {
      // Cannot happen while nothing is lost.
      if (tries > 1) return pass(neighbour, message, tries - 1)
      node.log(`${neighbour} did not confirm ${JSON.stringify(message)}: ${error}`)
    }
  }

  node.on('broadcast', async ({ message }, { src }) => {
    if (!seen.has(message)) {
      seen.add(message)
      await Promise.all(links.filter((link) => link !== src).map((link) => pass(link, message)))
    }
    return { type: 'broadcast_ok' }
  })

  node.on('read', async () => ({ type: 'read_ok', messages: Array.from(seen) }))
}

function depth(depths: Map<string, number>, id: string): number {
  return depths.get(id) ?? Number.POSITIVE_INFINITY
}

function distances(topology: Topology, from: string): Map<string, number> {
  const found = new Map([[from, 0]])
  let ring = [from]
  for (let hops = 1; ring.length > 0; hops++) {
    const next = new Set(ring.flatMap((id) => topology[id] ?? []).filter((id) => !found.has(id)))
    for (const id of next) found.set(id, hops)
    ring = [...next]
  }
  return found
}

function rootOf(topology: Topology): string {
  const ids = Object.keys(topology).sort()
  const depths = ids.map((id) => Math.max(...distances(topology, id).values()))
  return ids[depths.indexOf(Math.min(...depths))] ?? ''
}
