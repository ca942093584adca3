import { describe, expect, it } from 'vitest'
import { infectAndDie } from '../../lib/theory/infect-and-die.ts'
import { infectForever } from '../../lib/theory/infect-forever.ts'
import { toExtinction } from '../../lib/theory/to-extinction.ts'

const spread = { crashed: 0, loss: 0 }

describe('the exact chance that everybody is informed', () => {
  it.each([
    [3, 1, 2, 3 / 4],
    [4, 2, 2, 26 / 27],
    [5, 2, 2, 163 / 216],
    [5, 2, 3, 45901 / 46656],
    [10, 3, 2, 639875 / 3111696],
  ])(
    'of %i nodes with fanout %i after %i rounds is a fraction that can be worked out by hand',
    (nodes, fanout, rounds, chance) => {
      expect(infectForever({ ...spread, nodes, fanout }, rounds).at(-1)?.pAll).toBeCloseTo(chance, 14)
    },
  )

  it('is smaller when everybody forwards but once', () => {
    const five = { ...spread, nodes: 5, fanout: 2 }
    expect(toExtinction(five).pAll).toBeCloseTo(3 / 4, 14)
    expect(infectAndDie(five, 9, Number.POSITIVE_INFINITY)?.at(-1)?.pAll).toBeCloseTo(3 / 4, 14)
  })
})
