import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { chiSquareBound } from './statistics/chi-square-bound.ts'
import { chiSquareTail } from './statistics/chi-square-tail.ts'
import { pearson } from './statistics/pearson.ts'
import { sizeOf, wavesOf } from './waves.ts'
import { count, names, number } from './words.ts'

/** Nothing is concluded about a node that should have chosen one of its peers fewer times than this. */
const leastExpected = 5

/** How often a node sent to each of its peers, and how often dice would have, given where its values came from. */
export type Draws = { node: string; peers: string[]; times: number[]; expected: number[] }

/** The draws of all nodes, in waves that left something to draw. */
export function drawsOf(run: Run): Draws[] {
  const { nodes } = run.trace.plan
  const place = new Map(nodes.map((node, index) => [node, index]))
  const none = () => nodes.map(() => 0)
  const tables = new Map(nodes.map((node) => [node, { times: none(), expected: none() }]))
  for (const wave of wavesOf(run).waves) {
    const table = tables.get(wave.node)
    const size = sizeOf(run, wave)
    const candidates = nodes.length - (wave.from === undefined ? 1 : 2)
    if (table === undefined || size >= candidates) continue
    for (let index = 0; index < nodes.length; index++) add(table.expected, index, size / candidates)
    if (wave.from !== undefined) add(table.expected, place.get(wave.from), -size / candidates)
    for (const { event } of wave.sends) add(table.times, place.get(event.dest), 1)
  }
  return [...tables].map(([node, { times, expected }]) => {
    const isPeer = (_: unknown, index: number) => nodes[index] !== node
    return {
      node,
      peers: nodes.filter(isPeer),
      times: times.filter(isPeer),
      expected: expected.filter(isPeer),
    }
  })
}

/**
 * All peers are drawn equally often, by Pearson's χ² over all nodes and peers. One-sided: to be more even than
 * dice, as a shuffled deck is, is no fault.
 *
 * Why this refuses no right program. If a wave of k out of a candidates were k independent draws of one, the statistic
 * would be about χ² distributed with as many degrees of freedom as there are peers to choose but one, over all nodes.
 * Drawn without replacement, each wave adds less than that to the statistic's mean, by the factor (a − k) ÷ (a − 1):
 * for k = 2 of 23 it is .955, and for k = 2 of 3 it is ½. That lowers the mean by more than what the tail of Pearson's
 * statistic is fatter than that of χ² where cells expect as many as here. The tests measure it.
 */
export function drawsEvenly(run: Run, falseAlarm: number): Finding {
  const rows = drawsOf(run).filter(
    ({ peers, expected }) => peers.length > 1 && Math.min(...expected) >= leastExpected,
  )
  const statistic = rows.reduce((sum, row) => sum + unevenness(row), 0)
  const freedom = rows.reduce((sum, { peers }) => sum + peers.length - 1, 0)
  if (freedom === 0 || chiSquareTail(statistic, freedom) > falseAlarm) return holds
  const [worst] = rows.toSorted((a, b) => unevenness(b) - unevenness(a))
  const total = rows.reduce((sum, { times }) => sum + sumOf(times), 0)
  const bound = chiSquareBound(freedom, falseAlarm)
  return {
    kind: 'fails',
    message: `The peers are not drawn at random for every value. Over ${count(total, 'forward')} χ² is ${number(Math.round(statistic))}; where all peers are equally likely, it exceeds ${number(Math.round(bound))} less than once in ${number(Math.round(1 / falseAlarm))} times.`,
    chain: worst === undefined ? [] : [rowText(worst)],
  }
}

export function unevenness({ times, expected }: Draws): number {
  return pearson(times, expected)
}

function rowText({ node, peers, times, expected }: Draws): string {
  const most = Math.max(...times)
  const favourites = peers.filter((_, index) => times[index] === most)
  const never = peers.filter((_, index) => times[index] === 0)
  const omitted = never.length === 0 ? '' : `, and none to ${names(never)}`
  const due = `${number(Math.min(...expected))} to ${number(Math.max(...expected))}`
  return `${node} sent ${count(sumOf(times), 'forward')}; dice would have given each peer about ${due}. It sent ${number(most)} to ${names(favourites)}${favourites.length > 1 ? ' each' : ''}${omitted}.`
}

function add(cells: number[], index: number | undefined, amount: number): void {
  if (index !== undefined) cells[index] = (cells[index] ?? 0) + amount
}

function sumOf(amounts: number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0)
}
