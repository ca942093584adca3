import { describe, expect, it } from 'vitest'
import { countEdges } from '../../lib/check/edges.ts'
import { smallerPlans } from '../../lib/grade/smaller-plans.ts'
import { complete, grid, line, ring } from '../../lib/scenario/topologies.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import { broadcast, planned, read } from '../support/run.ts'

const rich = planned({
  topology: grid(3),
  operations: [
    broadcast(100, 'n1', 1),
    broadcast(200, 'n5', 2, 'c2'),
    read(300, 'n9', 'c3'),
    read(300, 'n1', 'c4'),
  ],
  latency: { kind: 'uniform', min: 1, max: 9 },
  loss: 0.1,
  duplicate: 0.1,
  faults: [
    {
      kind: 'partition',
      name: 'wall',
      from: 100,
      to: 200,
      links: [{ from: ['n1', 'n2'], to: ['n8', 'n9'] }],
    },
    { kind: 'crash', node: 'n5', at: 300 },
    { kind: 'loss', from: 0, to: 100, probability: 0.5 },
  ],
})

/** How much there is in a plan, count by count. */
function measures(plan: Plan): number[] {
  const trouble = [plan.loss, plan.duplicate, plan.reorder].filter((chance) => chance !== undefined).length
  const wobble = plan.latency.kind === 'constant' ? 0 : 1
  return [plan.nodes.length, plan.operations.length, plan.faults.length, trouble, wobble]
}

describe('every plan that is one step smaller', () => {
  const all = [...smallerPlans(rich)]

  it('has less of something and more of nothing', () => {
    const before = measures(rich)
    for (const plan of all) {
      const after = measures(plan)
      expect(after.every((amount, index) => amount <= (before[index] as number))).toBe(true)
      expect(after).not.toEqual(before)
    }
  })

  it('speaks of none but its own nodes', () => {
    for (const { nodes, topology = {}, operations, faults } of all) {
      const named = [
        ...Object.keys(topology),
        ...Object.values(topology).flat(),
        ...operations.map(({ node }) => node),
        ...faults.flatMap((fault) => ('node' in fault ? [fault.node] : [])),
        ...faults.flatMap((fault) =>
          'links' in fault ? fault.links.flatMap(({ from, to }) => [...from, ...to]) : [],
        ),
      ]
      expect(named.filter((node) => !nodes.includes(node))).toEqual([])
    }
  })

  it('has a network in one piece, with every edge at both its ends', () => {
    for (const { nodes, topology = {} } of all) {
      const reached = new Set(nodes.slice(0, 1))
      for (const node of reached) for (const neighbour of topology[node] ?? []) reached.add(neighbour)
      expect(reached.size).toBe(nodes.length)
      for (const node of nodes)
        for (const neighbour of topology[node] ?? []) expect(topology[neighbour]).toContain(node)
    }
  })

  it('still asks something', () => {
    expect(all.every(({ operations }) => operations.length > 0)).toBe(true)
  })

  it('leaves the plan it came from as it was', () => {
    const before = JSON.stringify(rich)
    for (const _ of smallerPlans(rich)) expect(JSON.stringify(rich)).toBe(before)
  })
})

describe('among them', () => {
  const topologies = (topology: Plan['topology'] & object) =>
    [...smallerPlans(planned({ topology, operations: [broadcast(0, 'n1', 1)] }))].map((plan) => ({
      nodes: plan.nodes.length,
      edges: countEdges(plan),
    }))

  it('a ring is still a ring without one of its nodes', () => {
    expect(topologies(ring(6))).toContainEqual({ nodes: 5, edges: 5 })
  })

  it('a line is still a line', () => {
    expect(topologies(line(5))).toContainEqual({ nodes: 4, edges: 3 })
  })

  it('a complete graph is still complete', () => {
    expect(topologies(complete(5))).toContainEqual({ nodes: 4, edges: 6 })
  })

  it('are those without each fault, without any node that need not be asked, and with a quiet network', () => {
    const all = [...smallerPlans(rich)]
    expect(all.filter(({ faults, nodes }) => faults.length === 2 && nodes.length === 9)).toHaveLength(3)
    expect(all.some(({ loss, duplicate }) => loss === undefined && duplicate === undefined)).toBe(true)
    expect(all.some(({ latency }) => latency.kind === 'constant')).toBe(true)
  })
})

it('nothing is smaller than one request to one node', () => {
  const least = planned({ topology: { n1: [] }, operations: [broadcast(0, 'n1', 1)] })
  expect([...smallerPlans(least)]).toEqual([])
})
