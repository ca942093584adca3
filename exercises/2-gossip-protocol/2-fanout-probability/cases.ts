import { epidemicMiss, epidemicSolution } from '../../../lib/check/fanout-calculated.ts'
import type { Calculation, Simulation } from '../../../lib/check/fanout-requests.ts'
import type { Body } from '../../../lib/protocol/message.ts'
import type { Random } from '../../../lib/random/random.ts'
import { integer, pick, shuffled } from '../../../lib/scenario/dice.ts'
import { fanoutByOne, meetsExactly, missByOne } from '../../../lib/theory/independent-fanout.ts'

/** What no question may come nearer to than this, unless it meets it exactly: P(miss) and 1 − target. */
const margin = 1e-6

export function calculation({ nodes, target, rounds }: Calculation, model?: string): Body {
  return {
    type: 'calc_fanout',
    nodes,
    target_prob: target,
    rounds,
    ...(model === undefined ? {} : { model }),
  }
}

export function simulation(nodes: number, fanout: number, rounds: number, trials: number): Body {
  const question: Simulation = { nodes, fanout, rounds, trials }
  return { type: 'simulate_gossip', ...question }
}

/** Different every time, of all sizes, with targets as people write them. */
export function ordinary(random: Random, count: number): Calculation[] {
  return distinct(count, () => {
    const places = integer(random, 1, 4)
    return {
      nodes: integer(random, 3, pick(random, [12, 60, 300])),
      target: rounded(random(), places) || 0.5,
      rounds: integer(random, 1, 12),
    }
  })
}

/** The target is met exactly, by the fanout with which this begins; not one digit is missing from it. */
export function met(random: Random, count: number): Calculation[] {
  return distinct(count, () => {
    // A fraction with nothing but 2 and 5 in its denominator is a decimal, and so are its powers.
    const others = pick(random, [2, 4, 5, 8, 10, 16, 20, 25, 30, 40, 50, 60, 80, 100])
    const fanout = integer(random, 1, others - 1)
    const rounds = integer(random, 1, 6)
    const target = rounded(1 - ((others - fanout) / others) ** rounds, 10)
    const question = { nodes: others + 1, target, rounds }
    return meetsExactly(question, fanout, target) && target <= 0.999 ? question : undefined
  })
}

/** The target is met or missed by a hair, from 2 to 100 millionths. */
export function near(random: Random, count: number): Calculation[] {
  return distinct(count, () => {
    const nodes = integer(random, 3, 100)
    const rounds = integer(random, 1, 6)
    const miss = missByOne({ nodes, rounds }, integer(random, 1, nodes - 2))
    const hair = (random() < 0.5 ? 1 : -1) * (2e-6 + random() * 98e-6)
    const target = rounded(1 - miss + hair, 8)
    return miss >= 0.001 ? { nodes, target, rounds } : undefined
  })
}

export function epidemics(random: Random, count: number): Calculation[] {
  const questions: Calculation[] = []
  while (questions.length < count) {
    const question = {
      nodes: integer(random, 3, pick(random, [8, 14, 20])),
      target: pick(random, [0.5, 0.9, 0.95, 0.99, 0.999]),
      rounds: integer(random, 3, 8),
    }
    const { fanout } = epidemicSolution(question)
    const isClear = (k: number) =>
      k < 1 || Math.abs(epidemicMiss(question, k) - (1 - question.target)) > 2 * margin
    if (isClear(fanout) && isClear(fanout - 1)) questions.push(question)
  }
  return questions
}

/** So many questions, none twice, of which each is met exactly or clearly not. */
function distinct(count: number, draw: () => Calculation | undefined): Calculation[] {
  const questions = new Map<string, Calculation>()
  while (questions.size < count) {
    const question = draw()
    if (question !== undefined && isClear(question)) questions.set(JSON.stringify(question), question)
  }
  return [...questions.values()]
}

function isClear(question: Calculation): boolean {
  const { target } = question
  if (!(target > 0 && target < 1)) return false
  const fanout = fanoutByOne(question, target)
  return [fanout - 1, fanout].every(
    (k) =>
      k < 1 ||
      meetsExactly(question, k, target) ||
      Math.abs(missByOne(question, k) - (1 - target)) > 1.5 * margin,
  )
}

function rounded(probability: number, places: number): number {
  return Number(probability.toFixed(places))
}

/** In random order. */
export function mixed<T>(random: Random, ...lists: T[][]): T[] {
  return shuffled(random, lists.flat())
}
