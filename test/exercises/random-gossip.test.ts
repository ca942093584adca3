import { describe, expect, it } from 'vitest'
import { scenarios, withinMs } from '../../exercises/1-naive-broadcast/3-random-gossip/scenarios.ts'
import { knownInTime } from '../../lib/check/in-time.ts'
import { withoutReplacement } from '../../lib/check/round-peers.ts'
import { createRandom, type Random } from '../../lib/random/random.ts'
import { shuffled } from '../../lib/scenario/dice.ts'
import { complete, grid } from '../../lib/scenario/topologies.ts'
import type { Topology } from '../../lib/trace/plan.ts'
import fixedNeighbours from '../../solutions/1-naive-broadcast/3-random-gossip/mistakes/fixed-neighbours.ts'
import oneShot from '../../solutions/1-naive-broadcast/3-random-gossip/mistakes/one-shot.ts'
import withReplacement from '../../solutions/1-naive-broadcast/3-random-gossip/mistakes/with-replacement.ts'
import type { Main } from '../support/plain-program.ts'
import { run, workload } from '../support/run.ts'

// The slowest program that the task allows: rounds every 200 ms, two peers each, and all nodes in step, so that a value
// makes one hop a round. The first round comes up to 200 ms after the value, the last one that counts leaves 20 ms
// before the five seconds are over: 24 rounds.
const rounds = 24
const fanout = 2
const loss = 0.2

type Spread = { topology: Topology; origin: string; style: 'push' | 'pull' }

/**
 * P(somebody is still without the value after so many rounds), by splitting (Kahn and Harris, 1951): of many copies those that are
 * done are dropped and replaced by copies of those that are not, round by round, and the shares left over multiplied.
 * It sees chances far below one over the number of copies, and its mean is exact.
 */
function missed({ topology, origin, style }: Spread, rounds: number, random: Random): number {
  const nodes = Object.keys(topology)
  const copies = 2500
  let states = new Array<Set<string>>(copies).fill(new Set([origin]))
  let chance = 1
  for (let round = 0; round < rounds; round++) {
    const open = states
      .map((informed) =>
        style === 'push' ? push(topology, informed, random) : pull(topology, informed, random),
      )
      .filter(({ size }) => size < nodes.length)
    chance *= open.length / copies
    if (open.length === 0) return 0
    states = states.map(() => open[Math.floor(random() * open.length)] as Set<string>)
  }
  return chance
}

/** Everybody who knows tells two. */
function push(topology: Topology, informed: Set<string>, random: Random): Set<string> {
  const after = new Set(informed)
  for (const node of informed) {
    for (const peer of shuffled(random, topology[node] ?? []).slice(0, fanout)) {
      if (random() >= loss) after.add(peer)
    }
  }
  return after
}

/** Everybody who does not asks two, and the question and the answer may both be lost. */
function pull(topology: Topology, informed: Set<string>, random: Random): Set<string> {
  const after = new Set(informed)
  for (const node of Object.keys(topology)) {
    if (informed.has(node)) continue
    for (const peer of shuffled(random, topology[node] ?? []).slice(0, fanout)) {
      if (informed.has(peer) && random() >= loss && random() >= loss) after.add(node)
    }
  }
  return after
}

describe('five seconds are enough for the slowest right program', () => {
  // For a value from anywhere but the middle of the grid there are two seconds more.
  it.each<[string, Spread, number, number]>([
    [
      'pushing over a grid from its middle',
      { topology: grid(5), origin: 'n13', style: 'push' },
      rounds,
      1e-9,
    ],
    [
      'pulling over a grid from its middle',
      { topology: grid(5), origin: 'n13', style: 'pull' },
      rounds,
      2e-8,
    ],
    ['pushing over a grid from a corner', { topology: grid(5), origin: 'n1', style: 'push' }, rounds, 1e-8],
    [
      'pulling over a grid from a corner',
      { topology: grid(5), origin: 'n1', style: 'pull' },
      rounds + 10,
      1e-7,
    ],
    ['pushing among 25', { topology: complete(25), origin: 'n1', style: 'push' }, rounds, 1e-10],
    ['pulling among 25', { topology: complete(25), origin: 'n1', style: 'pull' }, rounds, 1e-10],
    ['pushing among 5', { topology: complete(5), origin: 'n1', style: 'push' }, rounds, 1e-10],
    ['pulling among 2', { topology: complete(2), origin: 'n1', style: 'pull' }, rounds, 1e-9],
  ])('%s', (name, spread, rounds, bound) => {
    expect(missed(spread, rounds, createRandom(1, name))).toBeLessThan(bound)
  })

  it('would not be for one that pulls over a grid from a corner: hence the middle', () => {
    const spread: Spread = { topology: grid(5), origin: 'n1', style: 'pull' }
    expect(missed(spread, rounds, createRandom(1, 'corner'))).toBeGreaterThan(1e-6)
  })
})

describe('the power, over seeds that are not graded', () => {
  const seeds = Array.from({ length: 40 }, (_, index) => 7001 + index)
  const planOf = (name: string, seed: number) => {
    const scenario = scenarios.find((each) => each.name === name)
    if (scenario === undefined) throw new Error(`no scenario ${name}`)
    return scenario.plan(seed)
  }

  const few = seeds.slice(0, 15)
  const late = (main: Main, name: string, from: number[]) =>
    from.filter((seed) => knownInTime(run(main, planOf(name, seed)), workload, withinMs).kind === 'fails')

  // In a round of three among four neighbours all differ with chance ⁴⁄₄ · ³⁄₄ · ²⁄₄, and there are over a hundred.
  it('finds a draw with replacement in every single run of five nodes', () => {
    const found = seeds.filter(
      (seed) => withoutReplacement(run(withReplacement, planOf('complete-5', seed))).kind === 'fails',
    )
    expect(found).toEqual(seeds)
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
