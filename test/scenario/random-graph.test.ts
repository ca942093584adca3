import { describe, expect, it } from 'vitest'
import { countEdges } from '../../lib/check/edges.ts'
import { createRandom } from '../../lib/random/random.ts'
import { randomGraph, randomTree } from '../../lib/scenario/random-graph.ts'
import type { Topology } from '../../lib/trace/plan.ts'
import { planned } from '../support/run.ts'

const dice = (seed: number) => createRandom(seed, 'graph')
const seeds = Array.from({ length: 20 }, (_, index) => index + 1)

describe.each<[string, (seed: number) => Topology, number]>([
  ['a random tree', (seed) => randomTree(dice(seed), 20), 19],
  ['a random graph', (seed) => randomGraph(dice(seed), 30, 25), 29 + 25],
])('%s', (_, build, edges) => {
  it.each(seeds)('of seed %i has its number of edges', (seed) => {
    expect(countEdges(planned({ topology: build(seed) }))).toBe(edges)
  })

  it.each(seeds)('of seed %i is connected', (seed) => {
    const topology = build(seed)
    const reached = new Set(['n1'])
    for (const node of reached) for (const neighbour of topology[node] ?? []) reached.add(neighbour)
    expect(reached.size).toBe(Object.keys(topology).length)
  })

  it.each(seeds)(
    'of seed %i has every edge at both its ends, once, and none from a node to itself',
    (seed) => {
      const topology = build(seed)
      for (const [node, neighbours] of Object.entries(topology)) {
        expect(new Set(neighbours).size).toBe(neighbours.length)
        expect(neighbours).not.toContain(node)
        for (const neighbour of neighbours) expect(topology[neighbour]).toContain(node)
      }
    },
  )

  it('is the same for the same dice, and another for others', () => {
    expect(build(1)).toEqual(build(1))
    expect(build(1)).not.toEqual(build(2))
  })
})

it('a random graph takes no more edges than there is room for', () => {
  expect(countEdges(planned({ topology: randomGraph(dice(1), 5, 100) }))).toBe(10)
})

it('a random tree of one node has no edge', () => {
  expect(randomTree(dice(1), 1)).toEqual({ n1: [] })
})
