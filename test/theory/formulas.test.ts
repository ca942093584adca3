import { describe, expect, it } from 'vitest'
import { binomial } from '../../lib/theory/binomial.ts'
import { expectedRounds } from '../../lib/theory/expected-rounds.ts'
import { asFraction } from '../../lib/theory/fraction.ts'
import { hypergeometric } from '../../lib/theory/hypergeometric.ts'
import { residueOfCounter } from '../../lib/theory/residue.ts'
import { underSampling } from '../../lib/theory/samplings.ts'
import { independent, textbook } from '../../lib/theory/textbook.ts'

const sure = { crashed: 0, loss: 0 }

describe('fractions', () => {
  it.each([
    [{ ...sure, nodes: 4, fanout: 2 }, 2, '26/27'],
    [{ ...sure, nodes: 5, fanout: 2 }, 3, '45901/46656'],
    [{ ...sure, nodes: 10, fanout: 3 }, 2, '639875/3111696'],
    [{ nodes: 5, fanout: 2, loss: 0.1, crashed: 0 }, 2, '477529263/800000000'],
    [{ ...sure, nodes: 3, fanout: 1 }, 2, '3/4'],
  ])('of %o after %i rounds: %s', (spread, rounds, fraction) => {
    expect(asFraction(spread, rounds)).toBe(fraction)
  })

  it('are not shown where nobody could read them', () => {
    expect(asFraction({ ...sure, nodes: 10, fanout: 3 }, 5)).toBeUndefined()
    expect(asFraction({ ...sure, nodes: 100, fanout: 3 }, 2)).toBeUndefined()
  })
})

describe('the expected rounds', () => {
  it.each([
    ['push', 100, 12.304524],
    ['pull', 100, 9.793209],
    ['push-pull', 100, 6.528611],
  ] as const)('by %s of %i nodes are %f', (calls, nodes, rounds) => {
    expect(expectedRounds(nodes, calls)).toBeCloseTo(rounds, 6)
  })

  it('of a thousand nodes by pull are 13.767089', () => {
    expect(expectedRounds(1000, 'pull')).toBeCloseTo(13.767089, 6)
  })

  it('of few nodes can be worked out by hand', () => {
    expect(expectedRounds(1, 'push')).toBe(0)
    for (const calls of ['push', 'pull', 'push-pull'] as const)
      expect(expectedRounds(2, calls)).toBeCloseTo(1, 14)
    // One is told at once; then each of two tells the third with probability ½.
    expect(expectedRounds(3, 'push')).toBeCloseTo(1 + 4 / 3, 13)
  })
})

describe('the formulas of textbooks', () => {
  it('say what they say of 5 nodes, 2 targets and 3 rounds', () => {
    const says = new Map(
      textbook({ ...sure, nodes: 5, fanout: 2 }, 'forever', 3).map(({ name, pAll }) => [name, pAll]),
    )
    expect(says.get('binomial chain')).toBeCloseTo(0.95627, 5)
    expect(says.get('one pusher')).toBeCloseTo(1 - (1 - 2 / 4) ** 3, 14)
  })

  it('say what they say of 100 nodes and 3 targets', () => {
    const of = (rounds: number) => textbook({ ...sure, nodes: 100, fanout: 3 }, 'forever', rounds)
    expect(of(6).find(({ name }) => name === 'binomial chain')?.pAll).toBeCloseTo(0.8906, 4)
    expect(of(2).find(({ name }) => name === 'logistic curve')?.pAll).toBeCloseTo(0.801, 3)
  })

  it('are within 0.003 of the truth where each forwards once to enough others', () => {
    const [graph, isolated] = textbook({ ...sure, nodes: 100, fanout: 7 }, 'once', 'inf')
    expect(isolated?.pAll).toBeCloseTo(0.9325464499551884, 2)
    expect(Math.abs((isolated?.pAll ?? 0) - 0.9325464499551884)).toBeLessThan(0.003)
    expect(Math.abs((graph?.pAll ?? 0) - 0.9325464499551884)).toBeLessThan(0.04)
  })

  it('have nothing to say of a node alone', () => {
    expect(textbook({ ...sure, nodes: 1, fanout: 0 }, 'forever', 3)).toEqual([])
    expect(independent({ ...sure, nodes: 1, fanout: 0 }, 3)).toBe(0)
  })

  it('ask for 15 where 3 are enough', () => {
    const of = (fanout: number) => independent({ ...sure, nodes: 25, fanout }, 5)
    expect(of(15)).toBeCloseTo(0.007416, 6)
    expect(of(14)).toBeGreaterThan(0.01)
  })
})

describe('how a sender picks', () => {
  it.each([
    [{ distinct: true, self: false }, 0.984],
    [{ distinct: false, self: false }, 0.941],
    [{ distinct: true, self: true }, 0.892],
    [{ distinct: false, self: true }, 0.803],
  ])('with %o gives %f', (sampling, chance) => {
    expect(underSampling({ ...sure, nodes: 5, fanout: 2 }, 3, sampling)).toBeCloseTo(chance, 3)
  })
})

describe('the residue of a counter that adds up', () => {
  it.each([0.2032, 0.0595, 0.0198, 0.007, 0.0025])('is known: %f', (residue) => {
    const k = [0.2032, 0.0595, 0.0198, 0.007, 0.0025].indexOf(residue) + 1
    const s = residueOfCounter(k)
    expect(s).toBeCloseTo(residue, 4)
    expect(Math.exp(-(k + 1) * (1 - s))).toBeCloseTo(s, 14)
  })
})

describe('distributions', () => {
  it('sum to 1 and have the mean that they should', () => {
    const chances = new Float64Array(21)
    const mean = () => chances.reduce((sum, chance, index) => sum + chance * index, 0)
    const total = () => chances.reduce((sum, chance) => sum + chance, 0)
    hypergeometric(chances, 50, 20, 99)
    expect([total(), mean()]).toEqual([expect.closeTo(1, 14), expect.closeTo((20 * 50) / 99, 12)])
    binomial(chances, 20, 0.3)
    expect([total(), mean()]).toEqual([expect.closeTo(1, 14), expect.closeTo(6, 12)])
    expect(chances[20]).toBeCloseTo(0.3 ** 20, 22)
    binomial(chances, 20, 1, 0)
    expect(chances[20]).toBe(1)
  })

  it('know what cannot happen', () => {
    const chances = new Float64Array(4)
    // Of 3 marked nodes among 4, 3 drawn leave out one, so at least two are marked.
    hypergeometric(chances, 3, 3, 4)
    expect([...chances]).toEqual([0, 0, expect.closeTo(3 / 4, 14), expect.closeTo(1 / 4, 14)])
  })
})
