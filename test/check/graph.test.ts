import { describe, expect, it } from 'vitest'
import { centresOf, distancesFrom, Forest } from '../../lib/check/graph.ts'
import { complete, grid, line, ring } from '../../lib/scenario/topologies.ts'

describe('distances', () => {
  it('are counted in hops by the shortest way', () => {
    expect([...distancesFrom(ring(6), 'n1').values()].sort()).toEqual([0, 1, 1, 2, 2, 3])
  })

  it('leave out what cannot be reached', () => {
    expect(distancesFrom({ n1: [], n2: [] }, 'n1')).toEqual(new Map([['n1', 0]]))
  })
})

describe('the centres of', () => {
  it.each([
    ['a line of 4 are the two in its middle', line(4), 2, ['n2', 'n3']],
    ['a line of 5 is the one in its middle', line(5), 2, ['n3']],
    ['a grid of 5 × 5 is the one in its middle', grid(5), 4, ['n13']],
    ['three neighbours of each other are all three', complete(3), 1, ['n1', 'n2', 'n3']],
    ['a node alone is that node', { n1: [] }, 0, ['n1']],
  ])('%s', (_, topology, radius, centres) => {
    expect(centresOf(topology)).toEqual({ radius, centres })
  })
})

describe('a forest', () => {
  it('grows by edges that join what was apart', () => {
    const forest = new Forest()
    expect([forest.add('n1', 'n2'), forest.add('n3', 'n4'), forest.add('n2', 'n3')]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(forest.way('n1', 'n4')).toEqual(['n1', 'n2', 'n3', 'n4'])
  })

  it('takes an edge it has once more, in either direction', () => {
    const forest = new Forest()
    forest.add('n1', 'n2')
    expect([forest.add('n1', 'n2'), forest.add('n2', 'n1')]).toEqual([undefined, undefined])
  })

  it('refuses an edge that closes a cycle, and shows the way there is', () => {
    const forest = new Forest()
    forest.add('n1', 'n2')
    forest.add('n2', 'n3')
    expect(forest.add('n3', 'n1')).toEqual(['n3', 'n2', 'n1'])
    expect(forest.way('n3', 'n1')).toEqual(['n3', 'n2', 'n1'])
  })

  it('has no way between parts that are not joined', () => {
    const forest = new Forest()
    forest.add('n1', 'n2')
    expect(forest.way('n1', 'n3')).toBeUndefined()
  })
})
