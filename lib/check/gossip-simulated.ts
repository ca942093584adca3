import { infectForever } from '../theory/infect-forever.ts'
import { type Asked, bodyText, type Simulation, simulationsIn } from './fanout-requests.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { logGamma } from './statistics/log-gamma.ts'
import { meanTail } from './statistics/mean-tail.ts'
import { plausibleCounts } from './statistics/plausible-counts.ts'
import { count } from './words.ts'

/** The answers to one and the same question, their trials taken together. */
export type Pool = {
  question: Simulation
  asked: Asked<Simulation>[]
  trials: number
  /** Trials that delivered to all. */
  delivered: number
  /** Rounds that these took on average; 0 if there are none. */
  average: number
}

/**
 * Every simulation agrees with the exact theory. A question that is asked several times is judged by all its trials. Two
 * comparisons are made for each question, each with `error` as the chance to refuse a right program, and neither is an
 * approximation:
 *
 * - the trials that deliver to all are binomial with the theory's P(all), and stay within that distribution's own tails;
 * - given their number, the rounds they took are independent draws from P(done after exactly r rounds | done), and their
 *   mean stays within Chernoff's bound.
 */
export function simulatesAsTheory(run: Run, error: number): Finding {
  for (const asked of simulationsIn(run)) {
    const problem = contradictionIn(asked)
    if (problem !== undefined) return failedSimulation([asked], problem, [])
  }
  for (const pool of poolsIn(run)) {
    const off = strayed(pool, error)
    if (off !== undefined) return failedSimulation(pool.asked, off.message, off.chain)
  }
  return holds
}

/** Simulations by question. An answer that is none, or contradicts itself, is in no pool. */
export function poolsIn(run: Run): Pool[] {
  const pools = new Map<string, Pool>()
  for (const asked of simulationsIn(run)) {
    const { question, answer } = asked
    if (answer?.type !== 'simulate_gossip_ok' || contradictionIn(asked) !== undefined) continue
    const { nodes, fanout, rounds, trials } = question
    const key = [nodes, fanout, rounds, trials].join()
    const pool = pools.get(key) ?? { question, asked: [], trials: 0, delivered: 0, average: 0 }
    const delivered = deliveredIn(asked)
    const sum = pool.average * pool.delivered + Number(answer.avg_rounds_to_all) * delivered
    pool.asked.push(asked)
    pool.trials += trials
    pool.delivered += delivered
    pool.average = pool.delivered === 0 ? 0 : sum / pool.delivered
    pools.set(key, pool)
  }
  return [...pools.values()]
}

/** Trials that delivered, by the share of them; it may be rounded to six places. */
export function deliveredIn({ question, answer }: Asked<Simulation>): number {
  return Math.round(Number(answer?.delivery_rate) * question.trials)
}

/** What no simulation can come out with, whatever the dice. */
function contradictionIn(asked: Asked<Simulation>): string | undefined {
  const { question, answer } = asked
  if (answer?.type !== 'simulate_gossip_ok') return undefined
  const { trials, rounds } = question
  const { delivery_rate: rate, avg_rounds_to_all: average } = answer
  const delivered = deliveredIn(asked)
  if (Number(rate) < 0 || Number(rate) > 1) return 'The delivery_rate is a share of the trials: from 0 to 1.'
  const isShare = Math.abs(Number(rate) * trials - delivered) <= 1e-6 * trials
  if (!isShare)
    return `The delivery_rate is a share of ${count(trials, 'trial')}: times ${trials} it should be a whole number.`
  if (delivered === 0 && average !== null)
    return 'No trial delivered to all, so avg_rounds_to_all should be null.'
  if (delivered > 0 && average === null)
    return `${count(delivered, 'trial')} delivered to all, and avg_rounds_to_all should be the average of their rounds.`
  if (delivered > 0 && Number(average) > rounds + 1e-6)
    return `No trial that delivers takes more than its ${count(rounds, 'round')}, so their average cannot be more.`
  return undefined
}

function strayed(pool: Pool, error: number): { message: string; chain: string[] } | undefined {
  const { question, trials, delivered, average } = pool
  const odds = oddsText(error)
  const all = reachesAll(question)
  const { least, most } = plausibleCounts(trials, all, error)
  if (delivered < least || delivered > most) {
    if (all === 0 || all === 1) {
      const never = `${count(question.rounds, 'round')} are too few to inform ${count(question.nodes, 'node')}`
      const due = all === 1 ? 'Nothing is left to chance: all do' : `${never}: none does`
      return {
        message: `Of ${count(trials, 'trial')} ${delivered} delivered to all. ${due}.`,
        chain: [meaning],
      }
    }
    const due = least === most ? `${least}` : `from ${least} to ${most}`
    return {
      message: `Of ${count(trials, 'trial')} ${delivered} delivered to all. Within ${count(question.rounds, 'round')} all are informed with probability ${all.toFixed(4)}, so it should be ${due}.`,
      chain: [`With dice it is outside less than once in ${odds} times.`, meaning],
    }
  }
  if (delivered === 0 || isPlausibleMean(question, average, delivered, error)) return undefined
  const impossible = impossibleMean(question, average)
  if (impossible !== undefined) return { message: impossible, chain: [meaning] }
  return {
    message: `The ${count(delivered, 'trial')} that delivered to all took ${average.toFixed(3)} rounds on average. It should be about ${meanRounds(question).toFixed(3)}.`,
    chain: [
      `So far off, or further, are dice less than once in ${odds} times.`,
      'avg_rounds_to_all is over the trials that deliver to all, and over no others.',
      meaning,
    ],
  }
}

/** Why no dice come to this average, if none do. */
function impossibleMean(question: Simulation, average: number): string | undefined {
  const { nodes, fanout } = question
  const said = `The average is ${average.toFixed(3)}.`
  if (nodes === 1) return `${said} A single node is done after 0 rounds, whatever the dice.`
  const { least, most } = roundsPossible(question)
  const all = `${count(nodes, 'node')} with a fanout of ${fanout}`
  if (least === most) return `${said} It takes ${all} exactly ${count(least, 'round')}, whatever the dice.`
  return average < least ? `${said} It takes ${all} at least ${count(least, 'round')}.` : undefined
}

/** P(all are informed within the rounds of the question). */
export function reachesAll(question: Simulation): number {
  return doneBy(question).at(-1) ?? 0
}

export function oddsText(error: number): string {
  return Math.round(1 / error).toLocaleString('en-US')
}

/** P(all are informed by round r), for r = 0 … rounds. */
function doneBy({ nodes, fanout, rounds }: Simulation): number[] {
  return infectForever({ nodes, fanout, loss: 0, crashed: 0 }, rounds).map(({ pAll }) => pAll)
}

/** P(done after exactly r rounds | done within them). */
function roundsTaken(question: Simulation): number[] {
  const byRound = doneBy(question)
  const all = byRound.at(-1) ?? 0
  return byRound.map((p, round) => (p - (byRound[round - 1] ?? 0)) / all)
}

/** The fewest and the most rounds that a trial which delivers can take. */
function roundsPossible(question: Simulation): { least: number; most: number } {
  const taken = roundsTaken(question)
  return { least: taken.findIndex((p) => p > 0), most: taken.findLastIndex((p) => p > 0) }
}

function meanRounds(question: Simulation): number {
  return roundsTaken(question).reduce((sum, p, round) => sum + p * round, 0)
}

/** Whether so many trials can have taken so many rounds on average. An average may be rounded to six places. */
export function isPlausibleMean(
  question: Simulation,
  average: number,
  delivered: number,
  error: number,
): boolean {
  const taken = roundsTaken(question)
  if (Math.abs(average - meanRounds(question)) <= 1e-6) return true
  const { least, most } = roundsPossible(question)
  if (average < least - 1e-6 || average > most + 1e-6) return false
  // On either side half of it.
  return 2 * meanTail(Math.min(most, Math.max(least, average)), delivered, taken) >= error
}

/** Chance, at most, that dice give the same delivery_rate this often in a row. */
const never = 1e-8

/** The same request, made many times, is not answered with the same share each time: every trial throws its own dice. */
export function simulatesAnew(run: Run): Finding {
  for (const { question, asked } of poolsIn(run)) {
    const [rate, ...others] = new Set(asked.map(({ answer }) => answer?.delivery_rate))
    const all = reachesAll(question)
    if (others.length > 0 || chanceOfOneValue(question.trials, all, asked.length) > never) continue
    return failedSimulation(
      asked,
      `The delivery_rate was ${rate} each time. Trials that throw dice agree so less than once in ${oddsText(never)} times.`,
      ['Every request is a new experiment: let node.random() draw the peers.'],
    )
  }
  return holds
}

/** At most the chance of the likeliest count, for all but the first of so many binomial counts. */
function chanceOfOneValue(trials: number, p: number, times: number): number {
  if (p <= 0 || p >= 1) return 1
  const k = Math.min(trials, Math.floor((trials + 1) * p))
  const ways = logGamma(trials + 1) - logGamma(k + 1) - logGamma(trials - k + 1)
  return Math.exp(ways + k * Math.log(p) + (trials - k) * Math.log1p(-p)) ** (times - 1)
}

/** The finding about these answers to one question. */
export function failedSimulation(asked: Asked<Simulation>[], message: string, chain: string[]): Finding {
  const [first] = asked
  if (first === undefined) return holds
  const { operation, answer } = first
  const often = asked.length === 1 ? '' : asked.length === 2 ? ' twice' : ` ${asked.length} times`
  const said = `It was answered ${bodyText(answer ?? { type: 'nothing' })}${asked.length === 1 ? '' : ' at first'}.`
  return {
    kind: 'fails',
    at: operation.invokedAt,
    message: `A client asked${often} for ${bodyText(operation.request)}. ${said} ${message}`,
    chain,
  }
}

const meaning =
  'In every round every informed node tells that many different others, drawn at random; who is told in a round begins in the next one.'
