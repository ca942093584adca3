import { describe, expect, it } from 'vitest'
import { between, halves, isolate, majoritiesRing, oneWay } from '../../lib/scenario/partitions.ts'
import { nodeIds } from '../../lib/scenario/topologies.ts'
import type { Links } from '../../lib/trace/event.ts'

/** Every directed link of a partition, in order. */
function cutLinks(links: Links): string[] {
  return links.flatMap(({ from, to }) => from.flatMap((src) => to.map((dest) => `${src}>${dest}`))).sort()
}

describe('two groups', () => {
  it('are cut both ways, and nothing inside them', () => {
    expect(cutLinks(between(['n1', 'n2'], ['n3']))).toEqual(['n1>n3', 'n2>n3', 'n3>n1', 'n3>n2'])
  })

  it('are cut one way only when asked so', () => {
    expect(cutLinks(oneWay(['n1', 'n2'], ['n3']))).toEqual(['n1>n3', 'n2>n3'])
  })

  it.each([
    [[], ['n1']],
    [['n1'], []],
  ])('have nothing to cut when one is empty', (one, other) => {
    expect(between(one, other)).toEqual([])
  })
})

describe('halves', () => {
  it('are cut in the middle', () => {
    expect(halves(nodeIds(4))).toEqual(between(['n1', 'n2'], ['n3', 'n4']))
  })

  it('of an odd number of nodes give the second half the one more', () => {
    expect(halves(nodeIds(5))).toEqual(between(['n1', 'n2'], ['n3', 'n4', 'n5']))
  })
})

it('a node alone is cut from all others, both ways', () => {
  expect(cutLinks(isolate(nodeIds(3), 'n2'))).toEqual(['n1>n2', 'n2>n1', 'n2>n3', 'n3>n2'])
})

describe.each([3, 4, 5, 6, 7, 25])('the majorities ring of %i nodes', (size) => {
  const nodes = nodeIds(size)
  const cut = new Set(cutLinks(majoritiesRing(nodes)))
  const seenBy = (node: string) => nodes.filter((other) => other === node || !cut.has(`${node}>${other}`))

  it('leaves each node a majority', () => {
    for (const node of nodes) expect(seenBy(node).length).toBeGreaterThan(size / 2)
  })

  it('cuts what it cuts both ways', () => {
    for (const link of cut) expect(cut).toContain(link.split('>').reverse().join('>'))
  })
})

it.each([5, 6, 7, 25])('in the majorities ring of %i nodes no two see the same majority', (size) => {
  const nodes = nodeIds(size)
  const cut = new Set(cutLinks(majoritiesRing(nodes)))
  const majorities = nodes.map((node) =>
    nodes.filter((other) => other === node || !cut.has(`${node}>${other}`)).join(' '),
  )
  expect(new Set(majorities).size).toBe(size)
})
