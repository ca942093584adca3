import { describe, expect, it } from 'vitest'
import { reachOfWave } from '../../lib/theory/forward-once.ts'
import { toExtinction } from '../../lib/theory/to-extinction.ts'

/** Every wave there can be, one draw after the other, each with its chance: who sends next, whom it tells. */
function enumerated(nodes: number, fanout: number, excludesSource: boolean): number[] {
  const reach = new Array<number>(nodes + 1).fill(0)
  const follow = (queue: { node: number; source: number }[], informed: Set<number>, chance: number): void => {
    const [next, ...rest] = queue
    if (next === undefined) {
      reach[informed.size] = (reach[informed.size] ?? 0) + chance
      return
    }
    const others = Array.from({ length: nodes }, (_, node) => node).filter(
      (node) => node !== next.node && !(excludesSource && node === next.source),
    )
    const draws = subsets(others, Math.min(fanout, others.length))
    for (const draw of draws) {
      const fresh = draw.filter((node) => !informed.has(node))
      const told = fresh.map((node) => ({ node, source: next.node }))
      follow([...rest, ...told], new Set([...informed, ...fresh]), chance / draws.length)
    }
  }
  follow([{ node: 0, source: -1 }], new Set([0]), 1)
  return reach
}

function subsets(from: number[], size: number): number[][] {
  const [first, ...rest] = from
  if (size === 0) return [[]]
  if (first === undefined) return []
  return [...subsets(rest, size - 1).map((set) => [first, ...set]), ...subsets(rest, size)]
}

function mean(reach: number[]): number {
  return reach.reduce((sum, p, nodes) => sum + p * nodes, 0)
}

describe('the reach of a wave that forwards once', () => {
  it.each([
    [1, 2, true],
    [2, 2, true],
    [3, 1, true],
    [3, 2, true],
    [4, 1, true],
    [4, 2, true],
    [4, 2, false],
    [5, 1, true],
    [5, 2, true],
    [5, 2, false],
    [6, 1, false],
  ])('on %i nodes with fanout %i, source excluded: %s, is what all possible draws give', (n, k, excludes) => {
    const wanted = enumerated(n, k, excludes)
    const reach = reachOfWave({ nodes: n, fanout: k, excludesSource: excludes })
    expect(reach.length).toBe(n + 1)
    for (const [nodes, p] of wanted.entries()) expect(reach[nodes]).toBeCloseTo(p, 12)
  })

  it.each([
    [2, 84.55, 2.98],
    [3, 96.13, 39.56],
    [5, 99.72, 93.38],
  ])(
    'on 25 nodes with fanout %i is %f percent on average, and everybody in %f percent of waves',
    (fanout, share, all) => {
      const reach = reachOfWave({ nodes: 25, fanout, excludesSource: true })
      expect(100 * (mean(reach) / 25)).toBeCloseTo(share, 2)
      expect(100 * (reach[25] ?? 0)).toBeCloseTo(all, 2)
    },
  )

  it.each([
    [2, 82.54, 2.03],
    [3, 95.45, 33.96],
    [5, 99.64, 91.45],
  ])('with the source in the draw and fanout %i it is less: %f and %f percent', (fanout, share, all) => {
    const reach = reachOfWave({ nodes: 25, fanout, excludesSource: false })
    expect(100 * (mean(reach) / 25)).toBeCloseTo(share, 2)
    expect(100 * (reach[25] ?? 0)).toBeCloseTo(all, 2)
  })

  it.each([
    [5, 2],
    [25, 3],
    [100, 4],
  ])('with the source in the draw is what the chain over rounds comes to: %i nodes, fanout %i', (n, k) => {
    const reach = reachOfWave({ nodes: n, fanout: k, excludesSource: false })
    const chain = toExtinction({ nodes: n, fanout: k, loss: 0, crashed: 0 })
    expect(reach[n]).toBeCloseTo(chain.pAll, 12)
    expect(n - mean(reach)).toBeCloseTo(chain.missed, 10)
  })

  it('sums to 1, and more peers than there are is all of them', () => {
    expect(reachOfWave({ nodes: 25, fanout: 2, excludesSource: true }).reduce((a, b) => a + b)).toBeCloseTo(
      1,
      13,
    )
    expect(reachOfWave({ nodes: 4, fanout: 10, excludesSource: true })).toEqual([0, 0, 0, 0, 1])
  })
})
