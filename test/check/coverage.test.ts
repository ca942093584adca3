import { describe, expect, it } from 'vitest'
import { coverageOf, coversAsTheory } from '../../lib/check/coverage.ts'
import { plausibleCounts } from '../../lib/check/statistics/plausible-counts.ts'
import { createRandom, type Random } from '../../lib/random/random.ts'
import { reachOfWave } from '../../lib/theory/forward-once.ts'
import { failureOf } from '../support/finding.ts'
import { broadcast, read, run } from '../support/run.ts'
import { firstOf, wavesPlan, waving } from '../support/waves.ts'

const error = 5e-7
const nodes = 25
const right = reachOfWave({ nodes, fanout: 2, excludesSource: true })
const echoing = reachOfWave({ nodes, fanout: 2, excludesSource: false })

const of = (reached: number[]) => ({ nodes, fanout: 2, reached })

/** So many reaches from a distribution. */
function sample(random: Random, count: number, distribution: number[]): number[] {
  return Array.from({ length: count }, () => {
    let left = random()
    const reach = distribution.findIndex((p) => {
      left -= p
      return left < 0
    })
    return reach < 0 ? distribution.length - 1 : reach
  })
}

function refused(times: number, draw: (random: Random) => number[], level: number, name: string): number {
  const random = createRandom(1, name)
  let failed = 0
  for (let trial = 0; trial < times; trial++) {
    if (coversAsTheory(of(draw(random)), level).kind === 'fails') failed++
  }
  return failed / times
}

describe('the coverage of a run', () => {
  it('is how many nodes show each value at the end, by their reads', () => {
    const operations = [
      broadcast(100, 'n1', 42, 'c1'),
      broadcast(200, 'n2', '42', 'c2'),
      ...['n1', 'n2', 'n3', 'n4'].map((node, index) => read(1000, node, `c${index + 5}`)),
    ]
    const ran = run(
      waving((node, src) => firstOf(node.id === 'n1' ? 1 : 0)(node, src, 0)),
      wavesPlan(4, operations),
    )
    expect(coverageOf(ran)).toEqual({ nodes: 4, fanout: 2, reached: [2, 1] })
  })
})

describe('the reach of 2,000 waves', () => {
  const random = createRandom(1, 'coverage')

  it('drawn from the theory agrees with it', () => {
    expect(coversAsTheory(of(sample(random, 2000, right)), error)).toEqual({ kind: 'holds' })
  })

  it('does not when sources are not left out', () => {
    const { message, chain } = failureOf(coversAsTheory(of(sample(random, 2000, echoing)), error))
    expect(message).toMatch(
      /^2,000 values were broadcast on 25 nodes with a fanout of 2\. By theory they reach 84\.55 % of the nodes on average; they reached 82\.\d\d %\.$/,
    )
    expect(chain).toEqual(['So far off, or further, are dice less than once in 6,000,000 times.'])
  })

  it('does not when too many or too few reach all, with the mean as it should be', () => {
    const { most } = plausibleCounts(2000, right[nodes] ?? 0, error / 3)
    const reached = sample(random, 2000, right).map((amount) => (amount === nodes ? nodes - 1 : amount))
    const { message } = failureOf(coversAsTheory(of(reached), error))
    expect(message).toMatch(/By theory 2\.98 % of them reach every node, here \d+ to \d+; 0 did\.$/)
    expect(message).toContain(` to ${most};`)
  })

  it('does not when it is always the same, with the mean as it should be', () => {
    const reached = Array.from({ length: 2000 }, (_, index) =>
      index < 60 ? nodes : index % 8 === 0 ? 22 : 21,
    )
    expect(failureOf(coversAsTheory(of(reached), error)).message).toMatch(
      /By theory [\d.]+ % of them reach 20 nodes or fewer; 0\.00 % did\.$/,
    )
  })
})

describe('the bounds', () => {
  it('refuse what is drawn from the theory no more often than they say', () => {
    const often = refused(400, (random) => sample(random, 100, right), 0.1, 'false alarm')
    expect(often).toBeGreaterThan(0)
    expect(often).toBeLessThan(0.1)
  })

  it('at the level of a grading refused none of 100', () => {
    expect(refused(100, (random) => sample(random, 2000, right), error, 'at the level')).toBe(0)
  })

  // Nearly 4 spreads beyond the bound: of 100 none gets through.
  it('let nothing through that sends values back to their source', () => {
    expect(refused(100, (random) => sample(random, 2000, echoing), error, 'power')).toBe(1)
  })

  it('leave a margin of nearly 4 spreads between the wrong mean and the bound of the right one', () => {
    const mean = (reach: number[]) => reach.reduce((sum, p, amount) => sum + p * amount, 0)
    const spread = Math.sqrt(
      echoing.reduce((sum, p, amount) => sum + p * (amount - mean(echoing)) ** 2, 0) / 2000,
    )
    // The largest mean that is refused as too low.
    const all = (amount: number) =>
      Array.from({ length: 2000 }, (_, index) => Math.floor(amount) + Number(index < 2000 * (amount % 1)))
    let bound = mean(right)
    const onAverage = / on average; /
    while (!onAverage.test(JSON.stringify(coversAsTheory(of(all(bound)), error)))) bound -= 0.01
    expect((bound - mean(echoing)) / spread).toBeGreaterThan(3.9)
  })
})
