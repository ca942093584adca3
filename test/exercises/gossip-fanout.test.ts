import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import grader from '../../exercises/2-gossip-protocol/1-gossip-fanout/grader.ts'
import { mistakes } from '../../exercises/2-gossip-protocol/1-gossip-fanout/mistakes.ts'
import { scenarios } from '../../exercises/2-gossip-protocol/1-gossip-fanout/scenarios.ts'
import { chiSquareBound } from '../../lib/check/statistics/chi-square-bound.ts'
import { unevenness } from '../../lib/check/wave-draws.ts'
import { createRandom } from '../../lib/random/random.ts'
import { reachOfWave } from '../../lib/theory/forward-once.ts'
import echoesToSource from '../../solutions/2-gossip-protocol/1-gossip-fanout/mistakes/echoes-to-source.ts'
import firstKPeers from '../../solutions/2-gossip-protocol/1-gossip-fanout/mistakes/first-k-peers.ts'
import fixedTargets from '../../solutions/2-gossip-protocol/1-gossip-fanout/mistakes/fixed-targets.ts'
import forwardsEveryReceipt from '../../solutions/2-gossip-protocol/1-gossip-fanout/mistakes/forwards-every-receipt.ts'
import sendsToSelf from '../../solutions/2-gossip-protocol/1-gossip-fanout/mistakes/sends-to-self.ts'
import withReplacement from '../../solutions/2-gossip-protocol/1-gossip-fanout/mistakes/with-replacement.ts'
import solution from '../../solutions/2-gossip-protocol/1-gossip-fanout/solution.ts'
import type { Main } from '../support/plain-program.ts'
import { run } from '../support/run.ts'

const text = readFileSync('exercises/2-gossip-protocol/1-gossip-fanout/task.md', 'utf8')

function figures(fanout: number, excludesSource: boolean): { share: number; all: number; nodes: number } {
  const reach = reachOfWave({ nodes: 25, fanout, excludesSource })
  const nodes = reach.reduce((sum, p, amount) => sum + p * amount, 0)
  return { share: (100 * nodes) / 25, all: 100 * (reach[25] ?? 0), nodes }
}

describe('the figures in the text', () => {
  const rows = [...text.matchAll(/^\| (\d+) \| ([\d.]+) % \| ([\d.]+) % \| ([\d.]+) \|$/gm)].map((row) =>
    row.slice(1).map(Number),
  )

  it('are those of the theory, for every fanout in the table', () => {
    expect(rows.map(([fanout]) => fanout)).toEqual([1, 2, 3, 4, 5, 8])
    for (const [fanout = 0, share, all, messages] of rows) {
      const exact = figures(fanout, true)
      expect([share, all]).toEqual([Number(exact.share.toFixed(2)), Number(exact.all.toFixed(2))])
      // Whoever is reached sends to so many, each once.
      expect(messages).toBe(Number((fanout * exact.nodes).toFixed(1)))
    }
  })

  it('are those of the theory where the source is in the draw', () => {
    const { share, all } = figures(2, false)
    expect(text).toContain(`${share.toFixed(2)} % and ${all.toFixed(2)} %`)
  })

  it('are those of the theory where they are in words', () => {
    const { nodes, all } = figures(2, true)
    expect(Math.round(nodes)).toBe(21)
    expect(Math.round(100 - all)).toBe(97)
    expect(Math.round(figures(2, true).share - figures(2, false).share)).toBe(2)
  })
})

describe('the power, over seeds that are not graded', () => {
  const seeds = Array.from({ length: 6 }, (_, index) => 7001 + index)
  const planOf = (name: string, seed: number) => {
    const scenario = scenarios.find((each) => each.name === name)
    if (scenario === undefined) throw new Error(`no scenario ${name}`)
    return scenario.plan(seed)
  }
  const failing = (main: Main, name: string, id: string) =>
    seeds.filter((seed) => {
      const ran = run(main, planOf(name, seed))
      return grader.checks.find((check) => check.id === id)?.judge(ran).kind === 'fails'
    })

  // Each of these is in more than one run of a grading.
  it.each<[string, Main, string]>([
    ['first-k-peers', firstKPeers, 'draws'],
    ['fixed-targets', fixedTargets, 'draws'],
    ['with-replacement', withReplacement, 'waves'],
    ['sends-to-self', sendsToSelf, 'waves'],
    ['echoes-to-source', echoesToSource, 'waves'],
    ['forwards-every-receipt', forwardsEveryReceipt, 'waves'],
  ])('finds %s in every single run of five nodes', (_, main, check) => {
    expect(failing(main, 'five-nodes', check)).toEqual(seeds)
  })

  it('names no mistake in a run of the solution', () => {
    const ran = run(solution, planOf('five-nodes', 7001))
    expect(mistakes.filter(({ evidence }) => evidence(ran) !== undefined)).toEqual([])
  })
})

// What the bound promises, measured without the simulator: the draws of five nodes that each hear some 80 values, a
// fifth of them from clients, and forward each to two of the four, or of the three that are not the source.
describe('the chance to refuse dice for what they drew', () => {
  const random = createRandom(1, 'draws of waves')
  const freedom = 5 * 3

  const statistic = () => {
    let sum = 0
    for (let node = 0; node < 5; node++) {
      const row = { node: '', peers: [], times: [0, 0, 0, 0], expected: [0, 0, 0, 0] }
      for (let value = 0; value < 80; value++) {
        const source = Math.floor(random() * 5)
        const urn = [0, 1, 2, 3].filter((peer) => peer !== source)
        for (const peer of urn) row.expected[peer] = (row.expected[peer] ?? 0) + 2 / urn.length
        for (let draw = 0; draw < 2; draw++) {
          const [peer = 0] = urn.splice(Math.floor(random() * urn.length), 1)
          row.times[peer] = (row.times[peer] ?? 0) + 1
        }
      }
      sum += unevenness(row)
    }
    return sum
  }

  it('is far below the 10⁻⁷ of the bound', () => {
    const values = Array.from({ length: 4000 }, statistic)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
    // Of three a wave leaves out one, of four two: the factors are ½ and ⅔.
    expect(mean / freedom).toBeCloseTo(0.8 * 0.5 + 0.2 * (2 / 3), 1)
    // χ² with 15 degrees of freedom is so many of its spreads above its mean less than once in 10¹² times.
    expect((chiSquareBound(freedom, 1e-7) - mean) / spread).toBeGreaterThan(15)
  })
})
