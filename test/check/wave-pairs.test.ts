import { describe, expect, it } from 'vitest'
import { chiSquareBound } from '../../lib/check/statistics/chi-square-bound.ts'
import { pearson } from '../../lib/check/statistics/pearson.ts'
import { pairsEvenly, pairsOf } from '../../lib/check/wave-pairs.ts'
import { createRandom } from '../../lib/random/random.ts'
import { shuffled } from '../../lib/scenario/dice.ts'
import { failureOf } from '../support/finding.ts'
import { broadcast, run } from '../support/run.ts'
import { type Draw, wavesPlan, waving } from '../support/waves.ts'

const falseAlarm = 1e-7
const candidates = (peers: readonly string[], src: string) => peers.filter((peer) => peer !== src)
const atRandom: Draw = (node, src) => ({
  peers: shuffled(() => node.random(), candidates(node.peers, src)).slice(0, 2),
})
/** All peers equally likely, and always with the next in the list. */
const inARow: Draw = (node, src) => {
  const list = candidates(node.peers, src)
  const start = Math.floor(node.random() * list.length)
  return { peers: [...list, ...list].slice(start, start + 2) }
}

const ranWith = (draw: Draw, many = 120) => {
  const operations = Array.from({ length: many }, (_, index) =>
    broadcast(20 * (index + 1), `n${1 + (index % 6)}`, 1000 + index, `c${index + 1}`),
  )
  return run(waving(draw), { ...wavesPlan(6, operations), until: 20 * many + 1000 })
}

describe('pairs of peers drawn at random', () => {
  const ran = ranWith(atRandom)

  it('are even', () => {
    expect(pairsEvenly(ran, falseAlarm)).toEqual({ kind: 'holds' })
  })

  it('are all counted, against as many that dice would have drawn', () => {
    const sum = (cells: number[]) => cells.reduce((total, cell) => total + cell, 0)
    const { names, times, expected } = pairsOf(ran)
    expect(names.length).toBe(15)
    expect(sum(times)).toBe(ran.facts.serverMessages.length / 2)
    expect(sum(expected)).toBeCloseTo(sum(times), 9)
  })

  it('say nothing where there are too few', () => {
    expect(pairsEvenly(ranWith(inARow, 20), falseAlarm)).toEqual({ kind: 'holds' })
  })
})

describe('pairs that stand side by side', () => {
  it('are found out', () => {
    const { message, chain } = failureOf(pairsEvenly(ranWith(inARow), falseAlarm))
    expect(message).toMatch(
      /^The two peers of a wave are not drawn independently\. Over \d+ waves χ² of the pairs is \d+; where all pairs are equally likely, it exceeds \d+ less than once in 10,000,000 times\.$/,
    )
    expect(chain?.[0]).toMatch(
      /^n\d and n\d were told together in \d+ waves; dice would have had it in about \d+\./,
    )
  })
})

// What the bound promises, measured without the simulator: 10,000 waves on 25 nodes, a quarter of what a grading has.
describe('the chance to refuse dice for the pairs they drew', () => {
  const random = createRandom(1, 'pairs')
  const nodes = 25
  const freedom = (nodes * (nodes - 1)) / 2 - 1

  const statistic = () => {
    const times = new Array<number>(nodes * nodes).fill(0)
    for (let wave = 0; wave < 10_000; wave++) {
      // Any four different nodes: the sender, its source, and the two.
      const drawn: number[] = []
      while (drawn.length < 4) {
        const node = Math.floor(random() * nodes)
        if (!drawn.includes(node)) drawn.push(node)
      }
      const [, , one = 0, other = 0] = drawn
      const cell = Math.min(one, other) * nodes + Math.max(one, other)
      times[cell] = (times[cell] ?? 0) + 1
    }
    const observed = times.filter((_, cell) => Math.floor(cell / nodes) < cell % nodes)
    return pearson(
      observed,
      observed.map(() => 10_000 / observed.length),
    )
  }

  it('is near the 10⁻⁷ of the bound', () => {
    const values = Array.from({ length: 150 }, statistic)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
    expect(Math.abs(mean / freedom - 1)).toBeLessThan(0.02)
    expect(Math.abs(spread / Math.sqrt(2 * freedom) - 1)).toBeLessThan(0.2)
    expect(Math.max(...values)).toBeLessThan(chiSquareBound(freedom, 1e-4))
  })
})
