import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { chiSquareBound } from './statistics/chi-square-bound.ts'
import { chiSquareTail } from './statistics/chi-square-tail.ts'
import { pearson } from './statistics/pearson.ts'
import { sizeOf, wavesOf } from './waves.ts'
import { count, number } from './words.ts'

/** Nothing is concluded from pairs of which any should have come up fewer times than this. */
const leastExpected = 20

/** How often two nodes were told in one wave, for every two, and how often dice would have had it. */
export type Pairs = { names: string[]; times: number[]; expected: number[] }

/** The pairs that were drawn in waves to exactly two peers, of all nodes together. */
export function pairsOf(run: Run): Pairs {
  const { nodes } = run.trace.plan
  const place = new Map(nodes.map((node, index) => [node, index]))
  const cell = (one: number, other: number) => Math.min(one, other) * nodes.length + Math.max(one, other)
  const times = new Array<number>(nodes.length ** 2).fill(0)
  /** How many waves a node made of values from each other, and, beyond the last, from clients. */
  const waves = nodes.map(() => new Array<number>(nodes.length + 1).fill(0))
  for (const wave of wavesOf(run).waves) {
    const [one, other] = wave.sends.map(({ event }) => place.get(event.dest))
    const made = waves[place.get(wave.node) ?? -1]
    if (sizeOf(run, wave) !== 2 || wave.sends.length !== 2 || made === undefined) continue
    if (one === undefined || other === undefined || one === other) continue
    times[cell(one, other)] = (times[cell(one, other)] ?? 0) + 1
    const from = wave.from === undefined ? nodes.length : (place.get(wave.from) ?? nodes.length)
    made[from] = (made[from] ?? 0) + 1
  }
  const expected = new Array<number>(nodes.length ** 2).fill(0)
  const all = nodes.flatMap((_, other) => Array.from({ length: other }, (_, one) => [one, other] as const))
  for (const [node, made] of waves.entries()) {
    for (const [from, amount] of made.entries()) {
      const candidates = nodes.length - (from === nodes.length ? 1 : 2)
      const share = amount / ((candidates * (candidates - 1)) / 2)
      for (const [one, other] of amount === 0 ? [] : all) {
        if ([one, other].some((each) => each === node || each === from)) continue
        expected[cell(one, other)] = (expected[cell(one, other)] ?? 0) + share
      }
    }
  }
  return {
    names: all.map(([one, other]) => `${nodes[one]} and ${nodes[other]}`),
    times: all.map(([one, other]) => times[cell(one, other)] ?? 0),
    expected: all.map(([one, other]) => expected[cell(one, other)] ?? 0),
  }
}

/**
 * All pairs of peers are drawn equally often: a slice of a list would favour neighbours in it. One-sided, like
 * `drawsEvenly`. Every wave is one draw among the pairs that it might go to, so Pearson's statistic has nearly the mean
 * of χ² with one degree of freedom less than there are pairs, and with so many waves nearly its tail. The tests measure
 * it.
 */
export function pairsEvenly(run: Run, falseAlarm: number): Finding {
  const { names, times, expected } = pairsOf(run)
  if (names.length < 2 || Math.min(...expected) < leastExpected) return holds
  const statistic = pearson(times, expected)
  const freedom = names.length - 1
  if (chiSquareTail(statistic, freedom) > falseAlarm) return holds
  const most = Math.max(...times)
  const favourite = times.indexOf(most)
  const never = times.filter((amount) => amount === 0).length
  const total = times.reduce((sum, amount) => sum + amount, 0)
  return {
    kind: 'fails',
    message: `The two peers of a wave are not drawn independently. Over ${count(total, 'wave')} χ² of the pairs is ${number(Math.round(statistic))}; where all pairs are equally likely, it exceeds ${number(Math.round(chiSquareBound(freedom, falseAlarm)))} less than once in ${number(Math.round(1 / falseAlarm))} times.`,
    chain: [
      `${names[favourite]} were told together in ${count(most, 'wave')}; dice would have had it in about ${number(Math.round(expected[favourite] ?? 0))}. ${count(never, 'pair')} of ${number(names.length)} never came up.`,
    ],
  }
}
