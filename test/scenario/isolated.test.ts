import { describe, expect, it } from 'vitest'
import type { Node } from '../../lib/node/api.ts'
import { createRandom } from '../../lib/random/random.ts'
import { everyOrder, isolatedPlan, type Told, withRepeats } from '../../lib/scenario/isolated.ts'
import { broadcaster, teller } from '../support/programs.ts'
import { run, workload } from '../support/run.ts'

const shared = {
  contract: {},
  observe: { request: { type: 'read' }, reply: 'read_ok', field: workload.list },
}
const told = (message: number): Told => ({ body: { type: 'broadcast', message } })

describe('isolated replicas', () => {
  it('never hear of each other, however much they send', () => {
    const { facts } = run(teller, isolatedPlan('alone', 1, [[told(1)], [told(2), told(3)]], shared))
    expect(facts.serverMessages.map(({ drops }) => drops[0]?.reason)).toEqual(['cut', 'cut', 'cut'])
    expect([...facts.knowledge.values()].map(({ holders }) => [...holders])).toEqual([['n1'], ['n2'], ['n2']])
  })

  it('are asked in turn, each by a client of its own', () => {
    const { operations } = isolatedPlan('alone', 1, [[told(1), told(2)], [told(3)]], shared)
    expect(operations.map(({ at, client, node }) => [at, client, node])).toEqual([
      [10, 'c1', 'n1'],
      [20, 'c1', 'n1'],
      [10, 'c2', 'n2'],
    ])
  })

  it('can be handed what another one shows', () => {
    const merger = (node: Node) => {
      const seen = broadcaster(node)
      node.on('merge', ({ messages }) => {
        for (const message of messages) seen.add(message)
        return { type: 'merge_ok' }
      })
    }
    const handed: Told[] = [
      { body: { type: 'read' }, of: 0, at: 100 },
      { body: { type: 'merge' }, copies: { messages: 'messages' }, at: 100 },
    ]
    const { facts } = run(merger, isolatedPlan('alone', 1, [[told(1), told(2)], handed], shared))
    expect([...facts.knowledge.values()].map(({ holders }) => [...holders])).toEqual([
      ['n1', 'n2'],
      ['n1', 'n2'],
    ])
  })
})

describe('orders', () => {
  it('are all there, each once', () => {
    const orders = everyOrder([1, 2, 3, 4]).map((order) => order.join(''))
    expect(new Set(orders).size).toBe(24)
    expect(orders.every((order) => [...order].sort().join('') === '1234')).toBe(true)
  })

  it('of nothing are one', () => {
    expect(everyOrder([])).toEqual([[]])
  })

  it('hold the same when some of it comes again', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const repeated = withRepeats(createRandom(seed, 'repeats'), [1, 2, 3], 2)
      expect(repeated).toHaveLength(5)
      expect(new Set(repeated)).toEqual(new Set([1, 2, 3]))
    }
  })
})
