import { describe, expect, it } from 'vitest'
import { infectAndDie } from '../../lib/theory/infect-and-die.ts'
import { infectForever } from '../../lib/theory/infect-forever.ts'
import type { Reach } from '../../lib/theory/spread.ts'
import { toExtinction } from '../../lib/theory/to-extinction.ts'
import { type Case, cases } from './reference.ts'

const sure = { crashed: 0, loss: 0 }
/** Large clusters in which each sends once have a state of two numbers, and take seconds. */
const quick = cases.filter(
  ({ spread, model, rounds }) => model === 'forever' || rounds === 'inf' || spread.nodes < 250,
)

function reachOf({ spread, model, rounds }: Case): Reach | undefined {
  if (rounds === 'inf') return toExtinction(spread)
  if (model === 'forever') return infectForever(spread, rounds).at(-1)
  return infectAndDie(spread, rounds, Number.POSITIVE_INFINITY)?.at(-1)
}

describe('the exact chains', () => {
  it.each([
    [3, 1, 2, 3 / 4],
    [4, 2, 2, 26 / 27],
    [5, 2, 2, 163 / 216],
    [5, 2, 3, 45901 / 46656],
    [10, 3, 2, 639875 / 3111696],
  ])(
    'give, for %i nodes that send to %i in each of %i rounds, a fraction that can be worked out by hand',
    (nodes, fanout, rounds, chance) => {
      expect(infectForever({ ...sure, nodes, fanout }, rounds).at(-1)?.pAll).toBeCloseTo(chance, 14)
    },
  )

  it('know how many to expect: 119 of 135', () => {
    const { missed = 0 } = infectForever({ ...sure, nodes: 10, fanout: 3 }, 2).at(-1) ?? {}
    expect(1 - missed / 10).toBeCloseTo(119 / 135, 14)
  })

  it('agree to ten digits with another program on P(missed), P(all) and the share informed', () => {
    expect(quick.length).toBeGreaterThan(200)
    const worst = { pAll: 0, pMiss: 0, share: 0 }
    for (const one of quick) {
      const { pAll = 0, pMiss = 0, missed = 0 } = reachOf(one) ?? {}
      const alive = one.spread.nodes - one.spread.crashed
      // Below that the other program's P(all) is no longer what it keeps digits of.
      if (one.pAll > 1e-30) worst.pAll = Math.max(worst.pAll, Math.abs(pAll / one.pAll - 1))
      worst.pMiss = Math.max(worst.pMiss, Math.abs(pMiss / one.pMiss - 1))
      worst.share = Math.max(worst.share, Math.abs(1 - missed / alive - one.informedShare))
    }
    expect(worst.pAll).toBeLessThan(1e-10)
    expect(worst.pMiss).toBeLessThan(1e-10)
    expect(worst.share).toBeLessThan(1e-13)
  })

  it.each([
    [{ ...sure, nodes: 25, fanout: 3 }, 4, 0.880164],
    [{ ...sure, nodes: 100, fanout: 3 }, 6, 0.956637],
    [{ nodes: 5, fanout: 2, loss: 0.1, crashed: 0 }, 2, 477529263 / 800000000],
    [{ nodes: 1000, fanout: 4, loss: 0.1, crashed: 0 }, 8, 0.991631976270493],
  ])('give %o after %i rounds P(all) = %f', (spread, rounds, chance) => {
    expect(infectForever(spread, rounds).at(-1)?.pAll).toBeCloseTo(chance, 6)
  })

  it('go to the end where each forwards once', () => {
    expect(toExtinction({ ...sure, nodes: 5, fanout: 2 }).pAll).toBeCloseTo(3 / 4, 14)
    expect(toExtinction({ ...sure, nodes: 1000, fanout: 8 }).pAll).toBeCloseTo(0.722536765463811, 12)
  })

  it('come to the same end by rounds as one sender at a time', () => {
    for (const spread of [
      { nodes: 12, fanout: 2, loss: 0.3, crashed: 2 },
      { nodes: 30, fanout: 4, loss: 0.1, crashed: 0 },
    ]) {
      const rounds = infectAndDie(spread, spread.nodes, Number.POSITIVE_INFINITY)?.at(-1)
      const end = toExtinction(spread)
      expect(rounds?.pMiss).toBeCloseTo(end.pMiss, 13)
      expect(rounds?.missed).toBeCloseTo(end.missed, 12)
    }
  })

  it('keep the digits of a chance that is nearly nothing', () => {
    // One uninformed node is left after the first round; each of 9 senders misses it with probability 1/9.
    const [, , last] = infectForever({ ...sure, nodes: 10, fanout: 8 }, 2)
    expect(last?.pMiss).toBeCloseTo((1 / 9) ** 9, 24)
    const large = infectForever({ ...sure, nodes: 400, fanout: 20 }, 6).at(-1)
    const small = infectForever({ ...sure, nodes: 400, fanout: 20 }, 7).at(-1)
    expect(small?.pMiss).toBeGreaterThan(0)
    // A node that is left escapes a round of 399 or 400 informed with (1 − 20/399)^399 about.
    expect((small?.pMiss ?? 0) / (large?.pMiss ?? 1)).toBeCloseTo((1 - 20 / 399) ** 399, 11)
  })

  it('say that the only node knows, and that nothing spreads without a target or a message that arrives', () => {
    expect(infectForever({ ...sure, nodes: 1, fanout: 0 }, 2).at(-1)).toEqual({
      pAll: 1,
      pMiss: 0,
      missed: 0,
    })
    expect(toExtinction({ nodes: 4, fanout: 3, loss: 0, crashed: 3 }).pAll).toBe(1)
    expect(infectForever({ ...sure, nodes: 4, fanout: 0 }, 2).at(-1)?.pMiss).toBe(1)
    expect(infectForever({ nodes: 4, fanout: 2, loss: 1, crashed: 0 }, 3).at(-1)?.pMiss).toBe(1)
  })

  it.each([
    [{ ...sure, nodes: 0, fanout: 0 }],
    [{ ...sure, nodes: 5, fanout: 5 }],
    [{ nodes: 5, fanout: 2, loss: 0, crashed: 5 }],
    [{ nodes: 5, fanout: 2, loss: -0.1, crashed: 0 }],
    [{ ...sure, nodes: 5.5, fanout: 2 }],
  ])('refuse %o', (spread) => {
    expect(() => infectForever(spread, 2)).toThrow(RangeError)
  })

  it('give up rather than take longer than they may', () => {
    expect(infectForever({ ...sure, nodes: 1000, fanout: 4 }, 8, 1000)).toBeUndefined()
    expect(infectAndDie({ ...sure, nodes: 1000, fanout: 4 }, 8, 1000)).toBeUndefined()
    expect(toExtinction({ ...sure, nodes: 1000, fanout: 4 }, 1000)).toBeUndefined()
  })
})
