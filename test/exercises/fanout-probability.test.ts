import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { met, near, ordinary } from '../../exercises/2-gossip-protocol/2-fanout-probability/cases.ts'
import grader from '../../exercises/2-gossip-protocol/2-fanout-probability/grader.ts'
import { epidemicMiss } from '../../lib/check/fanout-calculated.ts'
import { type Calculation, whySenseless } from '../../lib/check/fanout-requests.ts'
import { createRandom } from '../../lib/random/random.ts'
import { fanoutByOne, meetsExactly, missByOne } from '../../lib/theory/independent-fanout.ts'
import { infectForever } from '../../lib/theory/infect-forever.ts'
import counts from '../../solutions/2-gossip-protocol/2-fanout-probability/mistakes/counts-failed-trials-in-average.ts'
import forwardOnce from '../../solutions/2-gossip-protocol/2-fanout-probability/mistakes/simulates-forward-once.ts'
import solution from '../../solutions/2-gossip-protocol/2-fanout-probability/solution.ts'
import type { Main } from '../support/plain-program.ts'
import { run } from '../support/run.ts'

const text = readFileSync('exercises/2-gossip-protocol/2-fanout-probability/task.md', 'utf8')
const hints = readFileSync('exercises/2-gossip-protocol/2-fanout-probability/hints.md', 'utf8')
const question: Calculation = { nodes: 25, target: 0.99, rounds: 5 }

/** P(a node misses any of the 24 others), by inclusion and exclusion, and what all who know miss. */
function any(fanout: number): number {
  let chance = 0
  // Some j of them are all left out in a round with the product of (others left − fanout) ÷ others left.
  let [ways, leftOut] = [1, 1]
  for (let j = 1; j <= 24 - fanout; j++) {
    ways *= (25 - j) / j
    leftOut *= (25 - j - fanout) / (25 - j)
    chance -= (-1) ** j * ways * leftOut ** question.rounds
  }
  return chance
}
const all = (fanout: number) => epidemicMiss(question, fanout)

function smallest(miss: (fanout: number) => number): number {
  let fanout = 1
  while (miss(fanout) > 0.01) fanout++
  return fanout
}

describe('the text', () => {
  it.each([
    ['given', (fanout: number) => missByOne(question, fanout), 15],
    ['any', any, 19],
    ['all', all, 3],
  ] as const)('says what the mathematics says, for the row of "%s"', (word, miss, fanout) => {
    expect(smallest(miss)).toBe(fanout)
    const row = text.split('\n').find((line) => line.startsWith('| ') && line.includes(`**${word}**`))
    const cells = row?.split('|').map((cell) => cell.trim())
    expect(cells?.slice(2, 5)).toEqual([String(fanout), miss(fanout).toFixed(5), miss(fanout - 1).toFixed(5)])
  })

  it('means the same by 19, whether the chances are added up or multiplied', () => {
    expect(smallest((fanout) => 1 - (1 - missByOne(question, fanout)) ** 24)).toBe(19)
  })

  it('says by how much adding up the chances is too much', () => {
    const words = text.replace(/\s+/g, ' ')
    const [sum, exact] = [24 * missByOne(question, 19), any(19)].map((chance) => chance.toFixed(5))
    expect(words).toContain(`24 × (5/24)⁵ is ${sum}; less what is counted twice, ${exact}.`)
  })

  it('says how likely all know after four and five rounds', () => {
    const done = (fanout: number) =>
      [4, 5].map((rounds) => (1 - epidemicMiss({ ...question, rounds }, fanout)).toFixed(5))
    const [three, two] = [done(3), done(2)]
    const left = epidemicMiss({ ...question, rounds: 5 }, 3).toFixed(5)
    expect(text.replace(/\s+/g, ' ')).toContain(
      `with a chance of ${three[0]} after 4 rounds and of ${three[1]} after 5, which leaves ${left}; with K = 2 it is ${two[0]} and ${two[1]}.`,
    )
  })

  it('says how many know after each round with 3', () => {
    const reached = infectForever({ nodes: 25, fanout: 3, loss: 0, crashed: 0 }, 3)
    const known = reached.map(({ missed }) => Math.round(25 - missed))
    expect(known).toEqual([1, 4, 13, 23])
    const words = text.replace(/\s+/g, ' ')
    expect(words).toContain('at first 1 node knows, after a round 4, then about 13, then about 23,')
  })

  it('says what the formula gives for 3', () => {
    expect(text).toContain(`(1 − 3/24)⁵ is ${missByOne(question, 3).toFixed(2)}`)
    expect(missByOne(question, 3)).toBeGreaterThan(0.5)
  })

  it('gives the answers that its examples need', () => {
    expect(text).toContain(`"min_fanout":15,"miss_prob":${missByOne(question, 15).toFixed(6)}`)
    expect(text).toContain(`"min_fanout":3,"miss_prob":${all(3).toFixed(6)}`)
    expect(meetsExactly({ nodes: 6, rounds: 3 }, 3, 0.936)).toBe(true)
    expect(epidemicMiss({ ...question, rounds: 10 }, 2)).toBeLessThan(0.01)
    expect(epidemicMiss({ ...question, rounds: 10 }, 1)).toBeGreaterThan(0.01)
  })

  it('quotes what a computer makes of 0.936, and the exact chain, in its hints', () => {
    expect(hints).toContain(`\`1 - 0.936\` is ${1 - 0.936} to a computer, and (2/5)³ is\n${(2 / 5) ** 3}.`)
    const done = (rounds: number) => (1 - epidemicMiss({ ...question, rounds }, 3)).toFixed(4)
    expect(hints).toContain(`${done(4)} after 4 rounds, ${done(5)} after 5`)
  })
})

const allowed = ({ target }: Calculation) => 1 - target

/** Ways to write the formula that a learner may find, all of them without a thought for rounding. */
const naive: { [name: string]: (question: Calculation) => number } = {
  'a power of a difference': (q) => first(q, (k) => (1 - k / (q.nodes - 1)) ** q.rounds <= allowed(q)),
  'a power of a quotient': (q) =>
    first(q, (k) => ((q.nodes - 1 - k) / (q.nodes - 1)) ** q.rounds <= allowed(q)),
  'the complement': (q) => first(q, (k) => 1 - (1 - k / (q.nodes - 1)) ** q.rounds >= q.target),
  'a product in a loop': (q) =>
    first(q, (k) => {
      let miss = 1
      for (let round = 0; round < q.rounds; round++) miss *= 1 - k / (q.nodes - 1)
      return miss <= allowed(q)
    }),
  logarithms: (q) => first(q, (k) => q.rounds * Math.log(1 - k / (q.nodes - 1)) <= Math.log(allowed(q))),
  'the inverse': (q) => Math.max(1, Math.ceil((q.nodes - 1) * (1 - allowed(q) ** (1 / q.rounds)))),
}

/** Ways that think of it. */
const careful: typeof naive = {
  'a tolerance of 10⁻⁶': (q) => first(q, (k) => missByOne(q, k) <= allowed(q) + 1e-6),
  'a tolerance of 10⁻⁹': (q) => first(q, (k) => (1 - k / (q.nodes - 1)) ** q.rounds <= allowed(q) + 1e-9),
  'a tolerance of 10⁻¹²': (q) => first(q, (k) => 1 - missByOne(q, k) >= q.target - 1e-12),
  'a tolerance of 10⁻⁹ of what is allowed': (q) =>
    first(q, (k) => missByOne(q, k) <= allowed(q) * (1 + 1e-9)),
  'rounding to 12 places': (q) =>
    first(q, (k) => Number(missByOne(q, k).toFixed(12)) <= Number(allowed(q).toFixed(12))),
}

function first({ nodes }: Calculation, isEnough: (fanout: number) => boolean): number {
  let fanout = 1
  while (fanout < nodes - 1 && !isEnough(fanout)) fanout++
  return fanout
}

const wrongAmong = (questions: Calculation[], formula: (question: Calculation) => number) =>
  questions.filter((q) => formula(q) !== fanoutByOne(q, q.target)).length

describe('targets met exactly, or nearly', () => {
  const exact = met(createRandom(1, 'exact'), 400)
  const close = near(createRandom(1, 'close'), 400)

  it('are what their names say', () => {
    expect(exact.every((q) => meetsExactly(q, fanoutByOne(q, q.target), q.target))).toBe(true)
    const gap = (q: Calculation, k: number) => Math.abs(missByOne(q, k) - allowed(q))
    const nearest = close.map((q) =>
      Math.min(gap(q, fanoutByOne(q, q.target)), gap(q, Math.max(1, fanoutByOne(q, q.target) - 1))),
    )
    expect(Math.min(...nearest)).toBeGreaterThan(1e-6)
    expect(Math.max(...nearest)).toBeLessThan(1.01e-4)
  })

  // A grading asks 80 of them. Each finds such a program out with the share measured here, so that it gets through
  // all of them with the 80th power of what is left.
  it.each(Object.entries(naive))('catch %s, less than once in 1,000 times missing it', (_, formula) => {
    const share = wrongAmong(exact, formula) / exact.length
    expect((1 - share) ** 80).toBeLessThan(1e-3)
  })

  it.each(Object.entries(careful))('never refuse %s', (_, formula) => {
    expect(wrongAmong([...exact, ...close], formula)).toBe(0)
  })

  it.each([1e-3, 1e-4])('catch a tolerance that is too large: %f', (tolerance) => {
    const generous = (q: Calculation) => first(q, (k) => missByOne(q, k) <= allowed(q) + tolerance)
    const share = wrongAmong(close, generous) / close.length
    expect((1 - share) ** 40).toBeLessThan(1e-3)
  })
})

describe('the other questions', () => {
  it('make sense, and no two gradings ask the same', () => {
    const some = ordinary(createRandom(1, 'many'), 60)
    const others = ordinary(createRandom(2, 'many'), 60)
    const asText = (q: Calculation) => JSON.stringify(q)
    const same = some.filter((q) => others.map(asText).includes(asText(q)))
    expect(same.length).toBeLessThan(10)
    const refused = some.map(({ nodes, target, rounds }) =>
      whySenseless({ type: 'calc_fanout', nodes, target_prob: target, rounds }),
    )
    expect(new Set(refused)).toEqual(new Set([undefined]))
  })
})

describe('the power of the simulations, over seeds that are not graded', () => {
  const seeds = Array.from({ length: 4 }, (_, index) => 7001 + index)
  const scenario = grader.scenarios.find(({ name }) => name === 'simulations')
  const check = grader.checks.find(({ id }) => id === 'simulations')
  const refused = (main: Main) =>
    seeds.filter((seed) => {
      const plan = scenario?.plan(seed)
      return (
        plan !== undefined &&
        check?.judge(run(main, { ...plan, observe: undefined as never })).kind === 'fails'
      )
    })

  it('refuses none that is right', () => {
    expect(refused(solution)).toEqual([])
  })

  it.each<[string, Main]>([
    ['simulates-forward-once', forwardOnce],
    ['counts-failed-trials-in-average', counts],
  ])('finds %s every time', (_, main) => {
    expect(refused(main)).toEqual(seeds)
  })
})
