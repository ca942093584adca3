import type { Topology } from '../trace/plan.ts'

/** n1 … nN */
export function nodeIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `n${index + 1}`)
}

/** Every edge stands at both its ends. */
function connect(nodes: string[], edges: [number, number][]): Topology {
  const topology: Topology = Object.fromEntries(nodes.map((node) => [node, []]))
  for (const [a, b] of edges) {
    const [from, to] = [nodes[a] as string, nodes[b] as string]
    topology[from]?.push(to)
    topology[to]?.push(from)
  }
  return topology
}

export function line(count: number): Topology {
  return connect(
    nodeIds(count),
    Array.from({ length: count - 1 }, (_, index) => [index, index + 1]),
  )
}

/** At least three nodes: with two, the edge would be there twice. */
export function ring(count: number): Topology {
  return connect(
    nodeIds(count),
    Array.from({ length: count }, (_, index) => [index, (index + 1) % count]),
  )
}

/** All around the first node. */
export function star(count: number): Topology {
  return connect(
    nodeIds(count),
    Array.from({ length: count - 1 }, (_, index) => [0, index + 1]),
  )
}

/** A square, row by row. */
export function grid(side: number): Topology {
  const edges: [number, number][] = []
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const here = row * side + column
      if (column + 1 < side) edges.push([here, here + 1])
      if (row + 1 < side) edges.push([here, here + side])
    }
  }
  return connect(nodeIds(side * side), edges)
}

/** Everybody is everybody's neighbour. */
export function complete(count: number): Topology {
  const edges: [number, number][] = []
  for (let a = 0; a < count; a++) for (let b = a + 1; b < count; b++) edges.push([a, b])
  return connect(nodeIds(count), edges)
}
