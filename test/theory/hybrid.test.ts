import { describe, expect, it } from 'vitest'
import { deliver, type Model, type Rounds } from '../../lib/theory/deliver.ts'
import { infectAndDie } from '../../lib/theory/infect-and-die.ts'
import { infectForever } from '../../lib/theory/infect-forever.ts'
import { promiseOf } from '../../lib/theory/promise.ts'
import type { Reach, Spread } from '../../lib/theory/spread.ts'
import { toExtinction } from '../../lib/theory/to-extinction.ts'

const patiently = Number.POSITIVE_INFINITY

function exactly(spread: Spread, model: Model, rounds: Rounds): Reach | undefined {
  if (rounds === 'inf') return toExtinction(spread)
  if (model === 'forever') return infectForever(spread, rounds).at(-1)
  return infectAndDie(spread, rounds, patiently)?.at(-1)
}

const compared: [Model, Rounds, Spread][] = [
  ['forever', 14, { nodes: 2000, fanout: 2, loss: 0, crashed: 0 }],
  ['forever', 8, { nodes: 2000, fanout: 4, loss: 0, crashed: 200 }],
  ['forever', 9, { nodes: 2000, fanout: 4, loss: 0.1, crashed: 0 }],
  ['forever', 15, { nodes: 2000, fanout: 3, loss: 0.5, crashed: 0 }],
  ['forever', 5, { nodes: 2000, fanout: 10, loss: 0.1, crashed: 200 }],
  ['forever', 4, { nodes: 2000, fanout: 20, loss: 0, crashed: 0 }],
  ['once', 5, { nodes: 500, fanout: 8, loss: 0, crashed: 0 }],
  ['once', 6, { nodes: 400, fanout: 9, loss: 0.1, crashed: 20 }],
  ['once', 'inf', { nodes: 10_000, fanout: 12, loss: 0, crashed: 0 }],
  ['once', 'inf', { nodes: 5000, fanout: 14, loss: 0.3, crashed: 500 }],
  ['once', 'inf', { nodes: 5000, fanout: 3, loss: 0, crashed: 0 }],
]

describe('the hybrid', () => {
  it.each(compared)('keeps its promise: %s, %s rounds, %o', (model, rounds, spread) => {
    const exact = exactly(spread, model, rounds)
    const { reach } = deliver(spread, model, rounds, 'hybrid')
    const promise = promiseOf(spread, 'hybrid', 12)
    if (exact === undefined || promise === undefined) throw new Error('nothing to compare with')
    expect(Math.abs(reach.pAll - exact.pAll)).toBeLessThan(promise.pAll)
    expect(Math.abs(reach.pMiss / exact.pMiss - 1)).toBeLessThan(promise.pMiss)
    // Nothing is promised of the missed, but they are no worse.
    expect(Math.abs(reach.missed / exact.missed - 1)).toBeLessThan(promise.pMiss * 5)
  })

  it('counts a million nodes, and does not lose the digits of a small chance', () => {
    const { reach } = deliver({ nodes: 1_000_000, fanout: 8, loss: 0, crashed: 0 }, 'forever', 12, 'hybrid')
    expect(reach.pMiss).toBeGreaterThan(0)
    // So few are missed that two at once are out of the question.
    expect(reach.pMiss / reach.missed).toBeCloseTo(1, 6)
  })

  it('promises more where there are more nodes, and nothing for a fanout that was never tried', () => {
    const spread = { nodes: 100_000, fanout: 6, loss: 0, crashed: 0 }
    expect(promiseOf(spread, 'hybrid', 12)).toEqual({ pAll: 5 / 100_000, pMiss: 10 / 100_000 })
    expect(promiseOf({ ...spread, nodes: 1e9 }, 'hybrid', 'inf')).toEqual({ pAll: 5e-6, pMiss: 1e-5 })
    expect(promiseOf({ ...spread, fanout: 21 }, 'hybrid', 12)).toBeUndefined()
    expect(promiseOf(spread, 'hybrid', 201)).toBeUndefined()
  })
})

describe('messages', () => {
  it('are what the informed of each round send, or everybody informed once', () => {
    const four = { nodes: 4, fanout: 2, loss: 0, crashed: 0 }
    // The source sends 2, then three send 2 each; once: the source 2, and the two that it reached 2 each.
    expect(deliver(four, 'forever', 2, 'exact')?.messages).toBeCloseTo(8, 12)
    expect(deliver(four, 'once', 2, 'exact')?.messages).toBeCloseTo(6, 12)
    expect(deliver({ ...four, fanout: 3 }, 'once', 'inf', 'exact')?.messages).toBeCloseTo(12, 12)
  })
})
