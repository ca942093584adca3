import type { Topology } from '../trace/plan.ts'
import { type Finding, holds } from './finding.ts'
import { distancesFrom, Forest } from './graph.ts'
import type { Run } from './run.ts'
import { namedNeighbours } from './tree-info.ts'
import { count, names } from './words.ts'

// The overlay is what nodes say of it in `tree_info`. Nodes that no client asked say nothing, and nothing is held
// against them.

/** If a names b as its neighbour, b names a. */
export function isSymmetric(run: Run): Finding {
  const named = namedNeighbours(run)
  for (const [node, neighbours] of named) {
    for (const other of neighbours) {
      const theirs = named.get(other)
      if (theirs === undefined || theirs.includes(node)) continue
      return {
        kind: 'fails',
        message: `${node} names ${other} as its neighbour in the tree, and ${other} does not name ${node}. An edge has two ends: each should name the other.`,
        chain: [told(node, neighbours), told(other, theirs)],
      }
    }
  }
  return named.size === 0 ? notAsked : holds
}

/** The edges close no cycle. */
export function isAcyclic(run: Run): Finding {
  const named = namedNeighbours(run)
  const forest = new Forest()
  for (const [node, neighbours] of named) {
    for (const other of neighbours) {
      if (other === node) continue
      const way = forest.add(node, other)
      if (way === undefined) continue
      return {
        kind: 'fails',
        message: `The edge ${node}–${other} closes a cycle: the two are joined by ${way.join('–')} as well. In a tree there is one way between any two nodes, so that nothing arrives twice.`,
        chain: way.flatMap((id) => (named.has(id) ? [told(id, named.get(id) ?? [])] : [])).slice(0, 5),
      }
    }
  }
  return named.size === 0 ? notAsked : holds
}

/** From every node there is a way to every other. For runs in which every node was asked. */
export function isConnected(run: Run): Finding {
  const { nodes } = run.trace.plan
  const named = namedNeighbours(run)
  const [first = ''] = nodes
  if (nodes.some((node) => !named.has(node))) return notAsked
  const reached = distancesFrom(edgesOf(named), first)
  const apart = nodes.filter((node) => !reached.has(node))
  if (apart.length === 0) return holds
  return {
    kind: 'fails',
    message: `The tree should join all ${nodes.length} nodes. By what the nodes name as their neighbours there is no way from ${first} to ${names(apart)}.`,
    chain: [first, apart[0] as string].map((id) => told(id, named.get(id) ?? [])),
  }
}

/** No node has more than so many neighbours. */
export function hasDegreeWithin(run: Run, most: number): Finding {
  const named = namedNeighbours(run)
  for (const [node, neighbours] of named) {
    if (neighbours.length <= most) continue
    return {
      kind: 'fails',
      message: `${node} names ${count(neighbours.length, 'neighbour')} in the tree: ${names(neighbours)}. At most ${most} are allowed: whoever has many must send every value to all of them.`,
    }
  }
  return named.size === 0 ? notAsked : holds
}

/** How many edges the longest way through a tree of so many nodes may have: 4 · ⌈log₂ n⌉. */
export function longestAllowed(nodes: number): number {
  return 4 * Math.ceil(Math.log2(nodes))
}

/** No way through the tree is longer than `longestAllowed`. */
export function isShallow(run: Run): Finding {
  const { length: nodes } = run.trace.plan.nodes
  const named = namedNeighbours(run)
  const edges = edgesOf(named)
  const most = longestAllowed(nodes)
  for (const from of Object.keys(edges)) {
    const [to, hops] = [...distancesFrom(edges, from)].at(-1) as [string, number]
    if (hops <= most) continue
    return {
      kind: 'fails',
      message: `From ${from} to ${to} a value has to make ${count(hops, 'hop')}. With ${nodes} nodes ${most} are allowed, 4 · ⌈log₂ ${nodes}⌉: in a tree whose nodes have a few children each, no way is longer.`,
    }
  }
  return named.size === 0 ? notAsked : holds
}

/** Both ends know of each edge that one of them names. */
function edgesOf(named: Map<string, string[]>): Topology {
  const edges: Topology = Object.create(null)
  for (const [node, neighbours] of named) {
    edges[node] ??= []
    for (const other of neighbours) {
      edges[other] ??= []
      edges[node]?.push(other)
      edges[other]?.push(node)
    }
  }
  return edges
}

function told(node: string, neighbours: string[]): string {
  return `${node} named ${neighbours.length === 0 ? 'no neighbours' : names(neighbours, 9)}.`
}

const notAsked: Finding = { kind: 'idle', why: 'Not judged: no node answered "tree_info".' }
