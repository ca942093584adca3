import { describe, expect, it } from 'vitest'
import { favoursPlaces } from '../../lib/check/evidence/favoured-places.ts'
import {
  choicesByRound,
  choicesBySender,
  drawsEvenly,
  drawsIndependently,
  drawsPlacesEvenly,
  evennessOf,
  type Row,
} from '../../lib/check/peer-choice.ts'
import { chiSquareBound } from '../../lib/check/statistics/chi-square-bound.ts'
import type { Node } from '../../lib/node/api.ts'
import { createRandom, type Random } from '../../lib/random/random.ts'
import { shuffled } from '../../lib/scenario/dice.ts'
import { complete } from '../../lib/scenario/topologies.ts'
import { failureOf } from '../support/finding.ts'
import type { Main } from '../support/plain-program.ts'
import { broadcaster } from '../support/programs.ts'
import { run } from '../support/run.ts'

const falseAlarm = 1e-6
const window = { from: 0, to: 10_000 }
const plan = { topology: complete(25), until: 10_001 }

/** Gossips every 200 ms to the three that `draw` chooses. */
const gossiping = (draw: (node: Node, neighbours: string[], round: number) => string[]) => (node: Node) => {
  let round = 0
  let neighbours: string[] = []
  broadcaster(node)
  node.on('topology', ({ topology }) => {
    neighbours = topology[node.id]
    return { type: 'topology_ok' }
  })
  node.on('gossip', () => {})
  node.every(200, () => {
    for (const peer of draw(node, neighbours, round++)) node.send(peer, { type: 'gossip' })
  })
}

const byShuffle = gossiping((node, neighbours) => shuffled(() => node.random(), neighbours).slice(0, 3))
const firstThree = gossiping((_node, neighbours) => neighbours.slice(0, 3))
const bySorting = gossiping((node, list) => [...list].sort(() => node.random() - 0.5).slice(0, 3))
const byNaiveSwaps = gossiping((node, list) => {
  const copy = [...list]
  for (let i = 0; i < copy.length; i++) {
    const j = Math.floor(node.random() * copy.length)
    ;[copy[i], copy[j]] = [copy[j] as string, copy[i] as string]
  }
  return copy.slice(0, 3)
})
const inTurn = gossiping((_node, list, round) =>
  [0, 1, 2].map((i) => list[(3 * round + i) % list.length] as string),
)
const sameDice = gossiping((_node, list, round) => shuffled(createRandom(round, 'same'), list).slice(0, 3))

describe('peers drawn at random', () => {
  const ran = run(byShuffle, plan)

  it('are even by sender, by place and by round', () => {
    expect(drawsEvenly(ran, window, falseAlarm)).toEqual({ kind: 'holds' })
    expect(drawsPlacesEvenly(ran, window, falseAlarm)).toEqual({ kind: 'holds' })
    expect(drawsIndependently(ran, window, falseAlarm)).toEqual({ kind: 'holds' })
  })

  it('are all counted, both ways', () => {
    const total = (rows: Row[]) => rows.reduce((sum, { total }) => sum + total, 0)
    expect(total(choicesBySender(ran, window))).toBe(
      ran.facts.serverMessages.filter(({ event }) => event.at < 10_000).length,
    )
    expect(total(choicesByRound(ran, window))).toBe(total(choicesBySender(ran, window)))
  })

  it('are counted within the window only', () => {
    const early = choicesBySender(ran, { from: 400, to: 600 })
    expect(early.map(({ total }) => total)).toEqual(new Array(25).fill(3))
    expect(choicesByRound(ran, { from: 400, to: 600 })).toMatchObject([
      { who: "each node's round 2, at about 400 ms", total: 75 },
    ])
  })

  it('say nothing where there are too few', () => {
    expect(evennessOf(choicesBySender(ran, { from: 0, to: 1000 }))).toMatchObject({ p: 1, rows: [] })
  })
})

describe('peers that are not', () => {
  it('are found out where they are always the first three', () => {
    const { message, chain } = failureOf(drawsEvenly(run(firstThree, plan), window, falseAlarm))
    expect(message).toMatch(
      /^The peers are not drawn evenly\. Over 3,6\d\d forwards χ² is 25,\d\d\d; where all neighbours are equally likely, it exceeds 751 less than once in 1,000,000 times\.$/,
    )
    expect(chain).toEqual([
      expect.stringMatching(
        /^n1 sent 1\d\d forwards, about 6\.\d+ for each neighbour if it drew evenly\. It sent \d\d to n2, n3 and n4 and none to n5, n6, n7 and 18 others\.$/,
      ),
    ])
  })

  it('are found out where a list is sorted by dice', () => {
    // Ten seconds are enough with three peers a round; the sort prefers some places more than twice.
    expect(drawsEvenly(run(bySorting, plan), window, falseAlarm).kind).toBe('fails')
  })

  it('are found out by place where each node leans only a little, but all the same way', () => {
    const ran = run(byNaiveSwaps, plan)
    expect(evennessOf(choicesBySender(ran, window)).p).toBeGreaterThan(falseAlarm)
    const { message, chain } = failureOf(drawsPlacesEvenly(ran, window, falseAlarm))
    expect(message).toMatch(
      /^The places of the list of neighbours are not drawn evenly\. Over 3,6\d\d forwards χ² is/,
    )
    expect(chain).toEqual([
      expect.stringMatching(
        /^Drawing evenly, all nodes together would draw each place about 15\d times\. For place \d+ it was \d+ times, for place \d+ only \d+ times\.$/,
      ),
    ])
  })

  it('have favoured places where dice are loaded, not where they are even, shared, or thrown for three places only', () => {
    const told = (main: Main) => favoursPlaces(run(main, plan), window)
    const seen =
      /^Of 3,\d\d\d forwards each of the 24 places of the list would have about 15\d\. All nodes together drew place \d+ for \d+ of them, and place \d+ for \d+\.$/
    expect(told(bySorting)).toMatch(seen)
    expect(told(byNaiveSwaps)).toMatch(seen)
    for (const main of [byShuffle, firstThree, inTurn, sameDice]) expect(told(main)).toBeUndefined()
  })

  it.each([
    ['go through the list in turn', inTurn],
    ['come from dice that are the same on every node', sameDice],
  ])('are found out where they %s', (_, main) => {
    const ran = run(main, plan)
    expect(failureOf(drawsIndependently(ran, window, falseAlarm)).chain?.[0]).toMatch(
      /^In each node's round \d+, at about [\d.]+ m?s, the nodes sent 75 forwards: 25 each to place \d+, place \d+ and place \d+ of their lists\.$/,
    )
  })
})

// What the bounds promise, measured without the simulator: the choices of 25 nodes that each make `rounds` rounds to
// k of 24 neighbours. The least that a right program may do under the load is 50 rounds of two.
const least = { nodes: 25, neighbours: 24, rounds: 48, k: 2 }

function statistics(random: Random, { nodes, neighbours, rounds, k }: typeof least) {
  const bySender = Array.from({ length: nodes }, () => new Array<number>(neighbours).fill(0))
  const byRound = Array.from({ length: rounds }, () => new Array<number>(neighbours).fill(0))
  const urn = Array.from({ length: neighbours }, (_, index) => index)
  for (let node = 0; node < nodes; node++) {
    for (let round = 0; round < rounds; round++) {
      for (let draw = 0; draw < k; draw++) {
        const other = draw + Math.floor(random() * (neighbours - draw))
        ;[urn[draw], urn[other]] = [urn[other] as number, urn[draw] as number]
        const peer = urn[draw] as number
        for (const row of [bySender[node], byRound[round]])
          if (row !== undefined) row[peer] = (row[peer] ?? 0) + 1
      }
    }
  }
  return [bySender, byRound].map((table) => evennessOf(table.map(asRow)))
}

function asRow(times: number[]): Row {
  return { who: '', cells: times.map(String), times, total: times.reduce((sum, amount) => sum + amount, 0) }
}

describe.each([2, 3])('the chance to refuse a program that draws %i at random', (k) => {
  const random = createRandom(1, `even choice of ${k}`)
  const loads = Array.from({ length: 1500 }, () => statistics(random, { ...least, k }))

  it.each([
    ['by sender', 0],
    ['by round', 1],
  ] as const)('is far below 10⁻⁶, %s', (_, table) => {
    const values = loads.map((both) => both[table]?.statistic ?? 0)
    const freedom = loads[0]?.[table]?.freedom ?? 0
    expect(freedom).toBeGreaterThan(0)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
    // The factor that drawing without replacement takes off the mean.
    expect(mean / freedom).toBeCloseTo((least.neighbours - k) / (least.neighbours - 1), 2)
    // A normal variable is more than 5.4 spreads above its mean once in 30 million times. The statistic's tail is
    // fatter, by a factor of about five so far out.
    expect((chiSquareBound(freedom, falseAlarm) - mean) / spread).toBeGreaterThan(5.4)
    expect(Math.max(...values)).toBeLessThan(chiSquareBound(freedom, 1e-3))
  })
})

/** χ² of one row: `draws` rounds of `k` of the neighbours, against an even spread. */
function rowStatistic(random: Random, draws: number, k: number): number {
  const { neighbours } = least
  const times = new Array<number>(neighbours).fill(0)
  const urn = times.map((_, index) => index)
  for (let round = 0; round < draws; round++) {
    for (let draw = 0; draw < k; draw++) {
      const other = draw + Math.floor(random() * (neighbours - draw))
      ;[urn[draw], urn[other]] = [urn[other] as number, urn[draw] as number]
      const peer = urn[draw] as number
      times[peer] = (times[peer] ?? 0) + 1
    }
  }
  return evennessOf([asRow(times)]).statistic
}

/** E e^(t s) over these values of s, and their mean when each weighs e^(t s). */
function tilted(values: number[], t: number): { moment: number; mean: number } {
  const weights = values.map((value) => Math.exp(t * value))
  const total = weights.reduce((sum, weight) => sum + weight)
  const mean = values.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0) / total
  return { moment: total / values.length, mean }
}

// Rows are independent, so that P(Σ > b) ≤ e^(−t b) · E[e^(t s)]^rows for every t > 0 (Chernoff); the best t makes the
// weighted mean of the sum the bound itself. With what the rows really are, not what χ² says they are.
it.each([
  ['by sender', 2, least.nodes, least.rounds],
  ['by sender', 3, least.nodes, least.rounds],
  ['by round', 2, least.rounds, least.nodes],
  ['by round', 3, least.rounds, least.nodes],
] as const)('%s, fair draws of %i pass the bound less than once in 10⁶ times', (name, k, rows, draws) => {
  const random = createRandom(1, `tail ${name} ${k}`)
  const values = Array.from({ length: 12_000 }, () => rowStatistic(random, draws, k))
  const bound = chiSquareBound(rows * (least.neighbours - 1), falseAlarm)
  let [t, above] = [0, 0.5]
  for (let halving = 0; halving < 20; halving++) {
    const middle = (t + above) / 2
    if (rows * tilted(values, middle).mean < bound) t = middle
    else above = middle
  }
  expect(tilted(values, t).moment ** rows * Math.exp(-t * bound)).toBeLessThan(0.4 * falseAlarm)
})

describe('the power', () => {
  it('against neighbours that are fixed leaves no doubt: χ² is tens of thousands', () => {
    const { nodes, neighbours, rounds, k } = least
    const fixed = asRow(Array.from({ length: neighbours }, (_, peer) => (peer < k ? rounds : 0)))
    const { statistic, freedom } = evennessOf(new Array<Row>(nodes).fill(fixed))
    expect(statistic).toBeGreaterThan(30 * chiSquareBound(freedom, falseAlarm))
  })

  it('against peers drawn once at random is the same', () => {
    const random = createRandom(1, 'drawn once')
    const rows = Array.from({ length: least.nodes }, () => {
      const drawn = new Set(
        shuffled(
          random,
          Array.from({ length: least.neighbours }, (_, i) => i),
        ).slice(0, least.k),
      )
      return asRow(
        Array.from({ length: least.neighbours }, (_, peer) => (drawn.has(peer) ? least.rounds : 0)),
      )
    })
    expect(evennessOf(rows).p).toBe(0)
  })
})
