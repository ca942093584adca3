import { binomial } from '../theory/binomial.ts'
import type { Asked, Simulation } from './fanout-requests.ts'
import { type Finding, holds } from './finding.ts'
import {
  deliveredIn,
  failedSimulation,
  oddsText,
  type Pool,
  poolsIn,
  reachesAll,
  simulatesAnew,
  simulatesAsTheory,
} from './gossip-simulated.ts'
import type { Run } from './run.ts'
import { meanTail } from './statistics/mean-tail.ts'
import { count, number } from './words.ts'

/** Of fewer answers to one question little can be said on how they spread. */
const leastAnswers = 20

/**
 * As many trials were thrown as were asked for. Whoever throws fewer gets numbers that spread wider, or that are all
 * multiples of something; whoever throws none, and adds a little noise to the theory, gets numbers too close together.
 * What does not agree with the theory, or is the same each time, goes wrong in another way and is not judged here.
 * A right program is refused with a chance of at most `error` for each question that is asked often, and once more.
 */
export function throwsAllTrials(run: Run, error: number): Finding {
  if (simulatesAsTheory(run, error).kind === 'fails' || simulatesAnew(run).kind === 'fails') return holds
  const pools = poolsIn(run)
  for (const pool of pools) {
    const problem = pool.asked.length < leastAnswers ? undefined : oddSpread(pool, error)
    if (problem !== undefined) return failedSimulation(pool.asked, problem, [why])
  }
  const divisor = commonDivisor(pools, error)
  const asked = pools.filter(isOpen).flatMap((pool) => pool.asked)
  if (divisor === undefined) return holds
  return failedSimulation(
    asked.slice(0, 1),
    `In all ${count(asked.length, 'answer')} of this run that chance has a say in, the number of trials that delivered to all is a multiple of ${divisor}. Dice come to that less than once in ${oddsText(error)} times.`,
    [why],
  )
}

/** Chances of 0, 1, 2, … trials that deliver to all, in one answer. */
function chances(question: Simulation): Float64Array {
  const table = new Float64Array(question.trials + 1)
  binomial(table, question.trials, reachesAll(question))
  return table
}

function isOpen({ question }: Pool): boolean {
  const p = reachesAll(question)
  return p > 0 && p < 1
}

/** The mean square of how far the answers stray from the expected number, by Chernoff's bound for either side. */
function oddSpread({ question, asked }: Pool, error: number): string | undefined {
  const { trials } = question
  const p = reachesAll(question)
  const expected = trials * p
  const variance = expected * (1 - p)
  const square = (delivered: number) => (delivered - expected) ** 2
  const mean = asked.reduce((sum, one) => sum + square(deliveredIn(one)), 0) / asked.length
  if (2 * meanTail(mean, asked.length, [...chances(question)], square) >= error) return undefined
  const strays = `The numbers of trials that delivered to all stray from the ${number(expected)} that are due by ${number(Math.sqrt(mean))} (the root of the mean square), and those of dice by ${number(Math.sqrt(variance))}.`
  return mean > variance
    ? `${strays} So far stray the numbers of ${count(Math.max(1, Math.round((trials * variance) / mean)), 'trial')}.`
    : `${strays} So close together no dice stay.`
}

/** What all the open counts are multiples of, if dice come to multiples of any one number less often than this. */
function commonDivisor(pools: readonly Pool[], error: number): number | undefined {
  const open = pools.filter(isOpen)
  const divisor = open
    .flatMap(({ asked }) => asked.map((one: Asked<Simulation>) => deliveredIn(one)))
    .reduce(gcd, 0)
  if (divisor < 2) return undefined
  const tables = open.map(({ question, asked }) => ({ table: chances(question), times: asked.length }))
  let chance = 0
  for (let step = 2; step <= Math.max(...open.map(({ question }) => question.trials)); step++)
    chance += tables.reduce((all, { table, times }) => all * multiples(table, step) ** times, 1)
  return chance < error ? divisor : undefined
}

function multiples(table: Float64Array, step: number): number {
  return table.reduce((sum, p, x) => (x % step === 0 ? sum + p : sum), 0)
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b)
}

const why =
  'Every trial is to be thrown, with dice of its own, and counted: delivery_rate is the share of all of them.'
