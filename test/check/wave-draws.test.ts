import { describe, expect, it } from 'vitest'
import { drawsEvenly, drawsOf } from '../../lib/check/wave-draws.ts'
import { shuffled } from '../../lib/scenario/dice.ts'
import type { Operation } from '../../lib/trace/plan.ts'
import { failureOf } from '../support/finding.ts'
import { broadcast, run } from '../support/run.ts'
import { type Draw, firstOf, wavesPlan, waving } from '../support/waves.ts'

const falseAlarm = 1e-7
const candidates = (peers: readonly string[], src: string) => peers.filter((peer) => peer !== src)
const atRandom: Draw = (node, src) => ({
  peers: shuffled(() => node.random(), candidates(node.peers, src)).slice(0, 2),
})
const bySorting: Draw = (node, src) => ({
  peers: candidates(node.peers, src)
    .sort(() => node.random() - 0.5)
    .slice(0, 2),
})

const values = (many: number, nodes: number): Operation[] =>
  Array.from({ length: many }, (_, index) =>
    broadcast(100 * (index + 1), `n${1 + (index % nodes)}`, 1000 + index, `c${index + 1}`),
  )
const ranWith = (draw: Draw, many = 80, nodes = 5) => {
  const plan = { ...wavesPlan(nodes, values(many, nodes)), until: 100 * many + 2000 }
  return run(waving(draw), plan)
}

describe('peers drawn anew for every value', () => {
  const ran = ranWith(atRandom)

  it('are even', () => {
    expect(drawsEvenly(ran, falseAlarm)).toEqual({ kind: 'holds' })
  })

  it('are all counted, against as many that dice would have drawn', () => {
    const sum = (cells: number[]) => cells.reduce((total, cell) => total + cell, 0)
    const draws = drawsOf(ran)
    expect(sum(draws.flatMap(({ times }) => times))).toBe(ran.facts.serverMessages.length)
    for (const { node, peers, times, expected } of draws) {
      expect(peers).not.toContain(node)
      expect(sum(expected)).toBeCloseTo(sum(times), 9)
    }
  })

  it('leave those out that had no choice', () => {
    const [all] = drawsOf(ranWith(firstOf(2), 10, 3))
    expect(all).toMatchObject({ times: [0, 0], expected: [0, 0] })
  })

  it('say nothing where there are too few', () => {
    expect(drawsEvenly(ranWith(firstOf(2), 8), falseAlarm)).toEqual({ kind: 'holds' })
  })
})

describe('peers that are not', () => {
  it('are found out where they are always the first', () => {
    const { message, chain } = failureOf(drawsEvenly(ranWith(firstOf(2)), falseAlarm))
    expect(message).toMatch(
      /^The peers are not drawn at random for every value\. Over \d+ forwards χ² is \d+; where all peers are equally likely, it exceeds \d+ less than once in 10,000,000 times\.$/,
    )
    expect(chain?.[0]).toMatch(
      /^n\d sent \d+ forwards; dice would have given each peer about [\d.]+ to [\d.]+\. It sent \d+ to n\d.*, and none to n\d/,
    )
  })

  it('are found out where a list is sorted by dice', () => {
    expect(drawsEvenly(ranWith(bySorting, 300, 8), falseAlarm).kind).toBe('fails')
  })
})
