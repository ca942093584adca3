import type { Random } from '../random/random.ts'
import type { Topology } from '../trace/plan.ts'
import { pick, shuffled } from './dice.ts'
import { nodeIds } from './topologies.ts'

/**
 * A connected graph: a random tree and `extra` more edges, as far as there is room for them. The nodes' names say
 * nothing about their place, and the neighbours of a node stand in no order.
 */
export function randomGraph(random: Random, count: number, extra: number): Topology {
  const edges = treeEdges(random, nodeIds(count))
  const known = new Set(edges.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]))
  const others = nodeIds(count).flatMap((a, index) =>
    nodeIds(index).flatMap((b): [string, string][] => (known.has(`${a} ${b}`) ? [] : [[a, b]])),
  )
  return shuffledTopology(random, count, [...edges, ...shuffled(random, others).slice(0, extra)])
}

/** A tree: each node hangs on a random one of those before it, in an order that names do not tell. */
export function randomTree(random: Random, count: number): Topology {
  return shuffledTopology(random, count, treeEdges(random, nodeIds(count)))
}

function treeEdges(random: Random, nodes: string[]): [string, string][] {
  const order = shuffled(random, nodes)
  return order.slice(1).map((node, index) => [node, pick(random, order.slice(0, index + 1))])
}

/** Every edge stands at both its ends. */
function shuffledTopology(random: Random, count: number, edges: [string, string][]): Topology {
  const topology: Topology = Object.fromEntries(nodeIds(count).map((node) => [node, []]))
  for (const [a, b] of edges) {
    topology[a]?.push(b)
    topology[b]?.push(a)
  }
  for (const node of nodeIds(count)) topology[node] = shuffled(random, topology[node] ?? [])
  return topology
}
