import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { infectAndDie } from '../../lib/theory/infect-and-die.ts'
import { infectForever } from '../../lib/theory/infect-forever.ts'
import type { Reach, Spread } from '../../lib/theory/spread.ts'
import { toExtinction } from '../../lib/theory/to-extinction.ts'
import { enumerate } from './enumeration.ts'

const seed = 20_260_101
const rounding = 1e-12

/** Small enough for thousands of chains in a second. */
const spreads = fc
  .record({ nodes: fc.integer({ min: 2, max: 24 }), loss: fc.constantFrom(0, 0.05, 0.1, 0.3, 0.7) })
  .chain(({ nodes, loss }) =>
    fc.record({
      nodes: fc.constant(nodes),
      loss: fc.constant(loss),
      fanout: fc.integer({ min: 1, max: nodes - 1 }),
      crashed: fc.integer({ min: 0, max: Math.min(nodes - 1, 6) }),
    }),
  )
const models = fc.constantFrom('forever' as const, 'once' as const)
const someRounds = fc.integer({ min: 1, max: 7 })

function reach(spread: Spread, rounds: number, model: 'forever' | 'once'): Reach {
  const byRound =
    model === 'forever'
      ? infectForever(spread, rounds)
      : infectAndDie(spread, rounds, Number.POSITIVE_INFINITY)
  const last = byRound?.at(-1)
  if (last === undefined) throw new Error('no chain')
  return last
}

function holds(property: (spread: Spread, rounds: number, model: 'forever' | 'once') => void, numRuns = 150) {
  fc.assert(fc.property(spreads, someRounds, models, property), { seed, numRuns })
}

describe('P(everybody is informed)', () => {
  it('does not fall when a node sends to one more', () => {
    holds((spread, rounds, model) => {
      fc.pre(spread.fanout < spread.nodes - 1)
      const more = reach({ ...spread, fanout: spread.fanout + 1 }, rounds, model)
      expect(more.pAll).toBeGreaterThanOrEqual(reach(spread, rounds, model).pAll - rounding)
    })
  })

  it('does not fall with another round', () => {
    holds((spread, rounds, model) => {
      const [now, later] = [reach(spread, rounds, model), reach(spread, rounds + 1, model)]
      expect(later.pMiss).toBeLessThanOrEqual(now.pMiss + rounding)
      expect(later.missed).toBeLessThanOrEqual(now.missed + rounding)
    })
  })

  it('does not rise when more messages are lost', () => {
    holds((spread, rounds, model) => {
      const worse = reach({ ...spread, loss: spread.loss + (1 - spread.loss) / 4 }, rounds, model)
      expect(worse.pMiss).toBeGreaterThanOrEqual(reach(spread, rounds, model).pMiss - rounding)
    })
  })

  it('and P(somebody is missed) are all there is', () => {
    holds((spread, rounds, model) => {
      const { pAll, pMiss } = reach(spread, rounds, model)
      expect(pAll + pMiss).toBeCloseTo(1, 12)
    })
  })

  it('is not larger where each sends once', () => {
    holds((spread, rounds) => {
      expect(reach(spread, rounds, 'once').pAll).toBeLessThanOrEqual(
        reach(spread, rounds, 'forever').pAll + rounding,
      )
    })
  })

  it('is the same to the end as after more rounds than there are nodes', () => {
    holds((spread) => {
      expect(toExtinction(spread).pAll).toBeCloseTo(reach(spread, spread.nodes, 'once').pAll, 11)
    }, 60)
  })
})

describe('the expected share of live nodes informed', () => {
  it('does not rise when one of them crashes', () => {
    holds((spread, rounds) => {
      fc.pre(spread.crashed < spread.nodes - 2)
      const share = (one: Spread) => 1 - reach(one, rounds, 'forever').missed / (one.nodes - one.crashed)
      // The source always knows, so shares are of the others.
      const others = (one: Spread) => {
        const alive = one.nodes - one.crashed
        return (share(one) * alive - 1) / (alive - 1)
      }
      expect(others({ ...spread, crashed: spread.crashed + 1 })).toBeLessThanOrEqual(
        others(spread) + rounding,
      )
    })
  })
})

/** All combinations that can be gone through one by one in a moment. */
const tiny = [3, 4, 5].flatMap((nodes) =>
  [1, 2, nodes - 1].flatMap((fanout) =>
    [0, 1].flatMap((crashed) => [0, 0.25].map((loss) => ({ nodes, fanout, crashed, loss }))),
  ),
)

describe('every choice of targets and every loss, gone through one by one', () => {
  it.each(['forever', 'once'] as const)('come to what the chain says when nodes send %s', (model) => {
    for (const spread of tiny) {
      for (const rounds of [1, 2, 3]) {
        const [counted, worked] = [enumerate(spread, rounds, model), reach(spread, rounds, model)]
        expect(worked.pAll).toBeCloseTo(counted.pAll, 12)
        expect(worked.pMiss).toBeCloseTo(counted.pMiss, 12)
        expect(worked.missed).toBeCloseTo(counted.missed, 12)
      }
    }
  })
})
