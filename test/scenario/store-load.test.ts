import { describe, expect, it } from 'vitest'
import { createRandom } from '../../lib/random/random.ts'
import { askedApart, storeLoad } from '../../lib/scenario/store-load.ts'
import { nodeIds } from '../../lib/scenario/topologies.ts'

const load = { write: 'put', read: 'get', keys: ['x', 'y'], writes: 50, reads: 80, from: 100, to: 1100 }
const of = (nodes: number, seed = 1) => storeLoad(createRandom(seed, 'load'), nodeIds(nodes), load)

describe('a load on a store', () => {
  it('spreads its requests evenly, in order', () => {
    const asked = of(5)
    expect(asked).toHaveLength(130)
    expect(asked.map(({ at }) => at)).toEqual(asked.map(({ at }) => at).toSorted((a, b) => a - b))
    const first = asked.filter(({ at, body }) => at < 600 && body.type === 'put')
    expect(first).toHaveLength(25)
    expect(asked.every(({ at }) => at >= 100 && at < 1100)).toBe(true)
  })

  it('writes every value once, every key, and spares one node', () => {
    const writes = of(5).filter(({ body }) => body.type === 'put')
    expect(new Set(writes.map(({ body }) => body.value)).size).toBe(50)
    expect(new Set(writes.slice(0, 2).map(({ body }) => body.key))).toEqual(new Set(['x', 'y']))
    expect(new Set(writes.map(({ node }) => node)).size).toBe(4)
  })

  it('spares nobody where there is only one', () => {
    expect(of(1)).toHaveLength(130)
  })
})

describe('what every node is asked once', () => {
  it('is asked at a time of its own, within the time given', () => {
    const asked = askedApart(createRandom(1, 'x'), nodeIds(9), { type: 'report' }, { from: 10, to: 20 })
    expect(asked.map(({ node }) => node)).toEqual(nodeIds(9))
    for (const { at } of asked) expect(at >= 10 && at < 20).toBe(true)
  })
})
