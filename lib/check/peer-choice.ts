import { type Finding, holds } from './finding.ts'
import { drawnFor, type Round, roundsOf } from './rounds.ts'
import type { Run } from './run.ts'
import { chiSquareBound } from './statistics/chi-square-bound.ts'
import { chiSquareTail } from './statistics/chi-square-tail.ts'
import { pearson } from './statistics/pearson.ts'
import { count, names, number, time } from './words.ts'

/** Nothing is concluded from a row of choices that holds fewer for each of its cells. */
const leastExpected = 2

/** Choices that should have been even: of one node among its neighbours, or of all nodes in the same round. */
export type Row = { who: string; cells: string[]; times: number[]; total: number }

export type Evenness = { statistic: number; freedom: number; p: number; rows: Row[] }

/** The time in which rounds are looked at, half-open: while the load is steady, and all neighbours lack something. */
export type Window = { from: number; to: number }

/** A row a node: how often it drew each of its neighbours. */
export function choicesBySender(run: Run, window: Window): Row[] {
  const { topology = {}, nodes } = run.trace.plan
  const drawn = new Map<string, number>()
  for (const round of roundsOf(run)) {
    if (!isWithin(round, window)) continue
    for (const peer of drawnFor(round)) {
      const link = `${round.node}>${peer}`
      drawn.set(link, (drawn.get(link) ?? 0) + 1)
    }
  }
  return nodes.map((node) => {
    const cells = topology[node] ?? []
    return row(
      node,
      cells,
      cells.map((neighbour) => drawn.get(`${node}>${neighbour}`) ?? 0),
    )
  })
}

/**
 * A row a round: how often the nodes, each in its first round, then each in its second, drew the neighbour that stands
 * first in their list, second, and so on. Of nodes with the most common number of neighbours.
 */
export function choicesByRound(run: Run, window: Window): Row[] {
  const { topology = {}, nodes } = run.trace.plan
  const most = Math.max(0, ...nodes.map((node) => topology[node]?.length ?? 0))
  const made = new Map<string, number>()
  const rows: { times: number[]; at: number }[] = []
  for (const round of roundsOf(run)) {
    const neighbours = topology[round.node] ?? []
    if (neighbours.length < most) continue
    const index = made.get(round.node) ?? 0
    made.set(round.node, index + 1)
    if (!isWithin(round, window)) continue
    rows[index] ??= { times: new Array<number>(most).fill(0), at: round.at }
    const { times } = rows[index]
    for (const peer of drawnFor(round)) {
      const position = neighbours.indexOf(peer)
      if (position >= 0) times[position] = (times[position] ?? 0) + 1
    }
  }
  const cells = Array.from({ length: most }, (_, position) => `place ${position + 1}`)
  // Rounds outside the window left holes, which flatMap skips.
  return rows.flatMap(({ times, at }, index) => row(roundName(index, at), cells, times))
}

/** One row of all rounds together: a small leaning that all nodes share shows in their sum long before it does in each. */
export function choicesByPlace(run: Run, window: Window): Row[] {
  const [first, ...others] = choicesByRound(run, window)
  if (first === undefined) return []
  const times = first.times.map((amount, place) =>
    others.reduce((sum, { times: more }) => sum + (more[place] ?? 0), amount),
  )
  return [row('all nodes', first.cells, times)]
}

/**
 * Pearson's χ² over all cells, each row against an even spread of its total. One-sided: only what is less even than
 * chance counts, for to be more even (a deck that is shuffled, dealt and shuffled again) is no fault.
 *
 * Why this refuses no right program. Draws with replacement would make the statistic χ² distributed with
 * Σ (cells − 1) degrees of freedom. Of k peers drawn at once none repeats, which takes the factor (d − k) ÷ (d − 1) off
 * the variance of every cell (sampling without replacement), so off the mean of the statistic too: for k = 2 or 3 of
 * d = 24 it is 4 or 9 % below the degrees of freedom, for 575 of these 0.7 or 1.5 times its spread. With few choices a
 * cell the tail of Pearson's statistic is fatter than that of χ² (the third cumulant of a cell that expects m is
 * 8 + 22 ÷ m and not 8: so far out, for m from 2 to 4, some five times the 10⁻⁶), and the lower mean gives back more:
 * the chance is below 10⁻⁷. The tests measure it.
 */
export function evennessOf(all: Row[]): Evenness {
  const rows = all.filter(({ cells, total }) => cells.length > 1 && total >= leastExpected * cells.length)
  const statistic = rows.reduce((sum, each) => sum + unevenness(each), 0)
  const freedom = rows.reduce((sum, { cells }) => sum + cells.length - 1, 0)
  return { statistic, freedom, p: freedom === 0 ? 1 : chiSquareTail(statistic, freedom), rows }
}

/** All nodes together draw all places of their lists about equally often. */
export function drawsPlacesEvenly(run: Run, window: Window, falseAlarm: number): Finding {
  const evenness = evennessOf(choicesByPlace(run, window))
  if (evenness.p > falseAlarm) return holds
  const { cells, times, total } = worstOf(evenness)
  const [least, most] = [Math.min(...times), Math.max(...times)]
  return {
    kind: 'fails',
    message: `The places of the list of neighbours are not drawn evenly. ${sentence(evenness, falseAlarm)}`,
    chain: [
      `Drawing evenly, all nodes together would draw each place about ${number(Math.round(total / cells.length))} times. For ${cells[times.indexOf(most)]} it was ${count(most, 'time')}, for ${cells[times.indexOf(least)]} only ${count(least, 'time')}.`,
    ],
  }
}

/** Every node draws all of its neighbours about equally often. */
export function drawsEvenly(run: Run, window: Window, falseAlarm: number): Finding {
  const evenness = evennessOf(choicesBySender(run, window))
  if (evenness.p > falseAlarm) return holds
  const { cells, times, total, who } = worstOf(evenness)
  const never = cells.filter((_, index) => times[index] === 0)
  const most = Math.max(...times)
  const favourites = cells.filter((_, index) => times[index] === most)
  const omitted = never.length === 0 ? '' : ` and none to ${names(never)}`
  return {
    kind: 'fails',
    message: `The peers are not drawn evenly. ${sentence(evenness, falseAlarm)}`,
    chain: [
      `${who} sent ${count(total, 'forward')}, about ${number(total / cells.length)} for each neighbour if it drew evenly. It sent ${number(most)} to ${names(favourites)}${omitted}.`,
    ],
  }
}

/** The nodes do not all draw the same places of their lists in the same round, as they would by rote. */
export function drawsIndependently(run: Run, window: Window, falseAlarm: number): Finding {
  const evenness = evennessOf(choicesByRound(run, window))
  if (evenness.p > falseAlarm) return holds
  const { cells, times, total, who } = worstOf(evenness)
  const most = Math.max(...times)
  const favourites = cells.filter((_, index) => times[index] === most)
  return {
    kind: 'fails',
    message: `The nodes do not draw at random, each for itself: in the same round they draw the same places of their lists. ${sentence(evenness, falseAlarm)}`,
    chain: [
      `In ${who}, the nodes sent ${count(total, 'forward')}: ${number(most)} ${favourites.length === 1 ? 'of them' : 'each'} to ${names(favourites)} of their lists.`,
    ],
  }
}

/** Rounds are numbered for each node from its own first one on. */
function roundName(index: number, at: number): string {
  return `each node's round ${index + 1}, at about ${time(at)}`
}

function isWithin({ at }: Round, { from, to }: Window): boolean {
  return at >= from && at < to
}

function row(who: string, cells: string[], times: number[]): Row {
  return { who, cells, times, total: times.reduce((sum, amount) => sum + amount, 0) }
}

function unevenness({ times, total }: Row): number {
  return pearson(
    times,
    times.map(() => total / times.length),
  )
}

/** The row that chance explains least. */
function worstOf({ rows }: Evenness): Row {
  const [worst] = rows.toSorted((a, b) => unevenness(b) - unevenness(a))
  if (worst === undefined) throw new Error('An uneven choice has no row')
  return worst
}

function sentence({ rows, statistic, freedom }: Evenness, falseAlarm: number): string {
  const total = rows.reduce((sum, each) => sum + each.total, 0)
  const bound = chiSquareBound(freedom, falseAlarm)
  return `Over ${count(total, 'forward')} χ² is ${number(Math.round(statistic))}; where all neighbours are equally likely, it exceeds ${number(Math.round(bound))} less than once in ${number(Math.round(1 / falseAlarm))} times.`
}
