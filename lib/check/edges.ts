import type { Plan } from '../trace/plan.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { aType, names, time } from './words.ts'

/** Every node-to-node message runs along an edge of the given topology, in either direction. */
export function alongEdges({ trace, facts }: Run): Finding {
  const { topology = {} } = trace.plan
  for (const { event } of facts.serverMessages) {
    const { src, dest, at, body } = event
    if (topology[src]?.includes(dest) || topology[dest]?.includes(src)) continue
    return {
      kind: 'fails',
      at,
      message: `At ${time(at)} ${src} sent ${aType(body.type)} to ${dest}, which is not its neighbour: the topology gives ${src} ${neighboursText(topology[src] ?? [])}.`,
    }
  }
  return holds
}

function neighboursText(neighbours: string[]): string {
  return neighbours.length === 0 ? 'no neighbours' : `only ${names(neighbours)}`
}

/** Undirected edges of a plan's topology. */
export function countEdges({ topology = {} }: Plan): number {
  const edges = new Set<string>()
  for (const [node, neighbours] of Object.entries(topology)) {
    for (const other of neighbours) edges.add([node, other].sort().join(' '))
  }
  return edges.size
}
