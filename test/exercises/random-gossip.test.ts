import { describe, expect, it } from 'vitest'
import { scenarios, withinMs } from '../../exercises/1-naive-broadcast/3-random-gossip/scenarios.ts'
import { knownInTime } from '../../lib/check/in-time.ts'
import { withoutReplacement } from '../../lib/check/round-peers.ts'
import { createRandom, type Random } from '../../lib/random/random.ts'
import { integer } from '../../lib/scenario/dice.ts'
import { complete, grid } from '../../lib/scenario/topologies.ts'
import type { Topology } from '../../lib/trace/plan.ts'
import fixedNeighbours from '../../solutions/1-naive-broadcast/3-random-gossip/mistakes/fixed-neighbours.ts'
import oneShot from '../../solutions/1-naive-broadcast/3-random-gossip/mistakes/one-shot.ts'
import withReplacement from '../../solutions/1-naive-broadcast/3-random-gossip/mistakes/with-replacement.ts'
import type { Main } from '../support/plain-program.ts'
import { run, workload } from '../support/run.ts'

// The slowest programs that the task allows: rounds every 200 ms, two peers each, and all nodes in step, so that a value
// makes one hop a round. The first round comes up to 200 ms after the value, the last one that counts leaves early enough
// for three messages of 20 ms before the five seconds are over: 24 rounds.
const rounds = 24
const loss = 0.2

/** How a value gets over an edge, and with which chance: as it is, by question and answer, or by digest, question, answer. */
const styles = {
  push: { asks: false, arrives: 1 - loss },
  pull: { asks: true, arrives: (1 - loss) ** 2 },
  digest: { asks: false, arrives: (1 - loss) ** 3 },
}
type Style = keyof typeof styles

/**
 * P(somebody is still without the value) after each number of rounds, by splitting (Kahn and Harris, 1951): of many
 * copies those that are done are dropped and replaced by copies of those that are not, round by round, and the shares
 * left over multiplied. It sees chances far below one over the number of copies, and its mean is exact.
 */
function missed(topology: Topology, origins: string[], style: Style, most: number, random: Random): number[] {
  const nodes = Object.keys(topology)
  const copies = 600
  let states = new Array<Set<string>>(copies).fill(new Set(origins))
  const chances = [1]
  for (let round = 0; round < most; round++) {
    const open = states
      .map((informed) => afterRound(topology, informed, style, random))
      .filter(({ size }) => size < nodes.length)
    chances.push((chances.at(-1) ?? 1) * (open.length / copies))
    if (open.length === 0) break
    states = states.map(() => open[Math.floor(random() * open.length)] as Set<string>)
  }
  return Array.from({ length: most + 1 }, (_, round) => chances[round] ?? 0)
}

/** Everybody who knows tells two, or everybody who does not asks two. */
function afterRound(topology: Topology, informed: Set<string>, style: Style, random: Random): Set<string> {
  const { asks, arrives } = styles[style]
  const after = new Set(informed)
  for (const node of asks ? Object.keys(topology) : informed) {
    if (asks && informed.has(node)) continue
    for (const peer of two(random, topology[node] ?? [])) {
      if (asks && !informed.has(peer)) continue
      if (random() < arrives) after.add(asks ? node : peer)
    }
  }
  return after
}

/** As a shuffle would begin, in less time. */
function two(random: Random, list: string[]): string[] {
  if (list.length <= 2) return list
  const [first, second] = [integer(random, 0, list.length - 1), integer(random, 0, list.length - 2)]
  return [first, second < first ? second : second + 1].map((index) => list[index] as string)
}

const corners = ['n1', 'n5', 'n21', 'n25']

/**
 * P(a grading refuses a right program of this style for a late value), at most: the sum over all values. The last two of
 * a run travel together; of those before them the next is at least 102 ms older, and each further one 200 ms more.
 */
function refused(style: Style): { [scenario: string]: number } {
  const curve = (name: string, topology: Topology, origins: string[], most: number) =>
    missed(topology, origins, style, most, createRandom(1, `${name} ${style}`))
  const inARow = (name: string, topology: Topology, values: number) => {
    const chances = curve(name, topology, ['n1'], rounds + values)
    const ages = [0, ...Array.from({ length: values - 2 }, (_, index) => index)]
    return ages.reduce((sum, age) => sum + (chances[rounds + age] ?? 0), 0)
  }
  const lastOfGrid = curve('corners', grid(5), corners, rounds)[rounds] ?? 0
  const othersOfGrid = 5 * (curve('corner', grid(5), ['n1'], rounds + 14)[rounds + 14] ?? 0)
  return {
    pair: runsOf('pair') * inARow('pair', complete(2), 12),
    'complete-5': runsOf('complete-5') * inARow('complete-5', complete(5), 2),
    'complete-25': runsOf('complete-25') * inARow('complete-25', complete(25), 7),
    'grid-5x5': runsOf('grid-5x5') * (lastOfGrid + othersOfGrid),
  }
}

function runsOf(scenario: string): number {
  return scenarios.find(({ name }) => name === scenario)?.seeds ?? 0
}

describe('five seconds are enough for the slowest right program', () => {
  it.each<[Style, number]>([
    ['push', 1e-9],
    ['pull', 1e-8],
    ['digest', 1e-6],
  ])('by %s: less than once in %f gradings it is refused', (style, bound) => {
    const chances = refused(style)
    expect(Object.values(chances).reduce((sum, chance) => sum + chance)).toBeLessThan(bound)
  })

  it('would not be on a grid for values from one node: hence the four corners', () => {
    const chances = missed(grid(5), ['n13'], 'digest', rounds, createRandom(1, 'middle'))
    expect(chances[rounds]).toBeGreaterThan(1e-6)
  })
})

describe('the power, over seeds that are not graded', () => {
  const seeds = Array.from({ length: 20 }, (_, index) => 7001 + index)
  const planOf = (name: string, seed: number) => {
    const scenario = scenarios.find((each) => each.name === name)
    if (scenario === undefined) throw new Error(`no scenario ${name}`)
    return scenario.plan(seed)
  }

  const few = seeds.slice(0, 4)
  const late = (main: Main, name: string, from: number[]) =>
    from.filter((seed) => knownInTime(run(main, planOf(name, seed)), workload, withinMs).kind === 'fails')

  // In a round of three among four neighbours all differ with chance ⁴⁄₄ · ³⁄₄ · ²⁄₄, and there are over a hundred.
  it('finds a draw with replacement in every single run of five nodes', () => {
    const found = few.filter(
      (seed) => withoutReplacement(run(withReplacement, planOf('complete-5', seed))).kind === 'fails',
    )
    expect(found).toEqual(few)
  })

  it('finds fixed neighbours in every single run among 25', () => {
    expect(late(fixedNeighbours, 'complete-25', few)).toEqual(few)
  })

  // A grading has two such runs, three on the grid, and two among 25, of which each lets it through less often.
  it('finds what is told only once in most runs of two nodes', () => {
    expect(late(oneShot, 'pair', seeds).length).toBeGreaterThan(seeds.length * 0.8)
  })

  it('finds what is told only once in every single run among 25', () => {
    expect(late(oneShot, 'complete-25', few)).toEqual(few)
  })
})
