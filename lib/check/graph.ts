import type { Topology } from '../trace/plan.ts'

/** Hops from a node to every node it can reach. */
export function distancesFrom(topology: Topology, start: string): Map<string, number> {
  const distances = new Map([[start, 0]])
  for (const [node, distance] of distances) {
    for (const other of topology[node] ?? []) if (!distances.has(other)) distances.set(other, distance + 1)
  }
  return distances
}

/**
 * The nodes from which the farthest node is nearest, and how far that is: the centres of a graph and its radius.
 */
export function centresOf(topology: Topology): { radius: number; centres: string[] } {
  const farthest = Object.keys(topology).map((node): [string, number] => [
    node,
    Math.max(...distancesFrom(topology, node).values()),
  ])
  const radius = Math.min(...farthest.map(([, hops]) => hops))
  return { radius, centres: farthest.filter(([, hops]) => hops === radius).map(([node]) => node) }
}

/** Undirected edges that never close a cycle. */
export class Forest {
  readonly #neighbours: Topology = Object.create(null)

  /** Takes the edge in, once; where it would close a cycle, leaves it out and returns the way there was already. */
  add(a: string, b: string): string[] | undefined {
    if (this.#neighbours[a]?.includes(b)) return undefined
    const way = this.way(a, b)
    if (way !== undefined) return way
    this.#neighbours[a] = [...(this.#neighbours[a] ?? []), b]
    this.#neighbours[b] = [...(this.#neighbours[b] ?? []), a]
    return undefined
  }

  /** The one way from a node to another, both included, if there is one. */
  way(from: string, to: string): string[] | undefined {
    const cameFrom = new Map([[to, to]])
    for (const [node] of cameFrom) {
      if (node === from) break
      for (const other of this.#neighbours[node] ?? []) if (!cameFrom.has(other)) cameFrom.set(other, node)
    }
    if (!cameFrom.has(from)) return undefined
    const way = [from]
    for (let node = from; node !== to; way.push(node)) node = cameFrom.get(node) as string
    return way
  }
}
