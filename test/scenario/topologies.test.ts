import { describe, expect, it } from 'vitest'
import { countEdges } from '../../lib/check/edges.ts'
import { complete, grid, line, nodeIds, ring, star } from '../../lib/scenario/topologies.ts'
import type { Topology } from '../../lib/trace/plan.ts'
import { planned } from '../support/run.ts'

describe.each<
  [string, (size: number) => Topology, (size: number) => { nodes: number; edges: number }, number[]]
>([
  ['line', line, (n) => ({ nodes: n, edges: n - 1 }), [1, 2, 5, 25]],
  ['ring', ring, (n) => ({ nodes: n, edges: n }), [3, 6, 25]],
  ['star', star, (n) => ({ nodes: n, edges: n - 1 }), [1, 2, 9]],
  ['square grid', grid, (s) => ({ nodes: s * s, edges: 2 * s * (s - 1) }), [1, 2, 5]],
  ['complete graph', complete, (n) => ({ nodes: n, edges: (n * (n - 1)) / 2 }), [1, 2, 5, 25]],
])('a %s', (_, build, expected, sizes) => {
  it.each(sizes)('of size %i has the nodes and edges of its formula', (size) => {
    const topology = build(size)
    expect({ nodes: Object.keys(topology).length, edges: countEdges(planned({ topology })) }).toEqual(
      expected(size),
    )
  })

  it.each(sizes)(
    'of size %i has every edge at both its ends, once, and none from a node to itself',
    (size) => {
      const topology = build(size)
      for (const [node, neighbours] of Object.entries(topology)) {
        expect(new Set(neighbours).size).toBe(neighbours.length)
        expect(neighbours).not.toContain(node)
        for (const neighbour of neighbours) expect(topology[neighbour]).toContain(node)
      }
    },
  )

  it.each(sizes)('of size %i is connected', (size) => {
    const topology = build(size)
    const reached = new Set(['n1'])
    for (const node of reached) for (const neighbour of topology[node] ?? []) reached.add(neighbour)
    expect(reached.size).toBe(Object.keys(topology).length)
  })
})

it('a grid is laid out row by row', () => {
  expect(grid(3).n5).toEqual(expect.arrayContaining(['n2', 'n4', 'n6', 'n8']))
})

it('nodes are n1 to nN', () => {
  expect(nodeIds(3)).toEqual(['n1', 'n2', 'n3'])
})
