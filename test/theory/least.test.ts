import { describe, expect, it } from 'vitest'
import { minimumFanout } from '../../lib/theory/minimum-fanout.ts'
import { minimumRounds } from '../../lib/theory/minimum-rounds.ts'
import { minima } from './reference.ts'

const sure = { crashed: 0, loss: 0 }

describe('the least fanout', () => {
  it.each([
    [25, 5, 'forever', [3, 3, 4, 4]],
    [100, 5, 'forever', [4, 5, 5, 6]],
    [100, 10, 'forever', [2, 2, 2, 3]],
    [1000, 8, 'forever', [4, 4, 4, 5]],
    [100, 'inf', 'once', [7, 9, 11, 13]],
    [1000, 'inf', 'once', [10, 12, 14, 16]],
  ] as const)('for %i nodes and %s rounds, sending %s, is known', (nodes, rounds, model, fanouts) => {
    const found = [0.9, 0.99, 0.999, 0.9999].map((target) => {
      const { minFanout, method } = minimumFanout({ ...sure, nodes, rounds, model, target })
      expect(method).toBe('exact')
      return minFanout
    })
    expect(found).toEqual(fanouts)
  })

  it('is what another program has found', () => {
    const wrong = minima
      .filter(({ setting }) => setting.nodes <= 100)
      .flatMap(({ setting, fanouts }) =>
        fanouts
          .filter(({ minFanout }) => minFanout !== null)
          .map(({ target, minFanout }) => ({
            target,
            minFanout,
            ours: minimumFanout({ ...setting, target }).minFanout,
          }))
          .filter(({ minFanout, ours }) => minFanout !== ours),
      )
    expect(wrong).toEqual([])
  })

  it('meets a target that is met exactly', () => {
    expect(minimumFanout({ ...sure, nodes: 3, rounds: 2, model: 'forever', target: 0.75 }).minFanout).toBe(1)
    expect(minimumFanout({ ...sure, nodes: 3, rounds: 2, model: 'forever', target: 0.7501 }).minFanout).toBe(
      2,
    )
  })

  it('that leaves nothing to chance is all others, unless messages are lost', () => {
    const question = { ...sure, nodes: 10, rounds: 3, model: 'forever' as const, target: 1 }
    expect(minimumFanout(question).minFanout).toBe(9)
    expect(minimumFanout({ ...question, nodes: 1_000_000 }).minFanout).toBe(999_999)
    expect(minimumFanout({ ...question, loss: 0.1 }).minFanout).toBeNull()
  })

  it('is 0 for a node alone, and 1 where all others have crashed', () => {
    const question = { ...sure, rounds: 3, model: 'forever' as const, target: 0.9 }
    expect(minimumFanout({ ...question, nodes: 1 }).minFanout).toBe(0)
    expect(minimumFanout({ ...question, nodes: 10, crashed: 9 }).minFanout).toBe(1)
  })

  it('is none where one round with loss is not enough for anybody', () => {
    const question = { nodes: 100, crashed: 0, loss: 0.5, rounds: 1, model: 'forever' as const, target: 0.9 }
    expect(minimumFanout(question).minFanout).toBeNull()
  })

  it('is found for a million nodes, by the hybrid', () => {
    const question = { ...sure, nodes: 1_000_000, rounds: 12, model: 'forever' as const, target: 0.999 }
    const { minFanout, method, at } = minimumFanout(question)
    expect({ minFanout, method }).toEqual({ minFanout: 6, method: 'hybrid' })
    expect(at(5).reach.pAll).toBeLessThan(0.999)
  })
})

describe('the fewest rounds', () => {
  it('for 25 nodes sending to 2 are 6 for 0.95 and 7 for 0.99', () => {
    const question = { ...sure, nodes: 25, fanout: 2, model: 'forever' as const }
    expect(minimumRounds({ ...question, target: 0.95 }).minRounds).toBe(6)
    const { minRounds, delivery } = minimumRounds({ ...question, target: 0.99 })
    expect(minRounds).toBe(7)
    expect(delivery.byRound[5]?.pAll).toBeCloseTo(0.734, 4)
    expect(delivery.byRound[6]?.pAll).toBeCloseTo(0.9611, 4)
    expect(delivery.byRound[7]?.pAll).toBeCloseTo(0.9951, 4)
  })

  it('do not exist where it comes to an end before', () => {
    const question = { ...sure, nodes: 100, fanout: 4, model: 'once' as const, target: 0.9 }
    expect(minimumRounds(question).minRounds).toBeNull()
    expect(minimumRounds({ ...question, fanout: 8 }).minRounds).toBeGreaterThan(3)
  })

  it('do not exist where nothing arrives', () => {
    const question = { ...sure, nodes: 10, fanout: 0, model: 'forever' as const, target: 0.9 }
    expect(minimumRounds(question).minRounds).toBeNull()
    expect(minimumRounds({ ...question, fanout: 3, loss: 1 }).minRounds).toBeNull()
    expect(minimumRounds({ ...question, nodes: 1 }).minRounds).toBe(0)
  })

  it('can be many', () => {
    const question = { nodes: 25, crashed: 0, loss: 0.9, fanout: 1, model: 'forever' as const, target: 0.9 }
    const { minRounds, delivery } = minimumRounds(question)
    expect(minRounds).toBeGreaterThan(50)
    expect(delivery.byRound[(minRounds ?? 0) - 1]?.pAll).toBeLessThan(0.9)
  })
})
