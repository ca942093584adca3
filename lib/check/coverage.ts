import type { Json } from '../protocol/message.ts'
import { reachOfWave } from '../theory/forward-once.ts'
import { fanoutIn } from './fanout.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { gapBound, largestGap } from './statistics/largest-gap.ts'
import { meanTail } from './statistics/mean-tail.ts'
import { plausibleCounts } from './statistics/plausible-counts.ts'
import { count } from './words.ts'

/** For each value that a client broadcast, how many nodes show it at the end. */
export type Coverage = { nodes: number; fanout: number; reached: number[] }

/** By the last read of each node that a client was answered. */
export function coverageOf(run: Run): Coverage {
  const { trace, facts } = run
  const shown = new Map<string, Set<Json>>()
  const reached = new Map<Json | undefined, number>()
  let last = 0
  for (const { request, node, answer, sent } of facts.operations) {
    if (request.type === 'broadcast') {
      reached.set(request.message, 0)
      last = sent.event.id
    } else if (request.type === 'read' && Array.isArray(answer?.body.messages)) {
      shown.set(node, new Set(answer.body.messages))
    }
  }
  for (const values of shown.values()) {
    for (const key of values) {
      const times = reached.get(key)
      if (times !== undefined) reached.set(key, times + 1)
    }
  }
  const [node = ''] = trace.plan.nodes
  return { nodes: trace.plan.nodes.length, fanout: fanoutIn(run)(node, last), reached: [...reached.values()] }
}

/**
 * The reach of many values, each by a wave of its own, is distributed as the exact theory says: on average, in the share
 * of values that reach everybody, and as a whole. Every value is an independent draw from the distribution of
 * `reachOfWave`, so with `error` as the chance of all three together to refuse a right program, a third each:
 *
 * - the mean stays within Chernoff's bound;
 * - the number that reach all is binomial, and stays within that distribution's own tails;
 * - no share of values that reach at most so many is further off than Massart's bound.
 *
 * None of them is an approximation, so a right program is refused at most that often. For 25 nodes, a fanout of 2 and
 * 2,000 values an `error` of 5·10⁻⁷ lets the mean be off by 1.15 % of the nodes. Sent back to its source, a wave reaches
 * 2.0 % less, nearly 4 times the spread of the mean beyond that bound: it passes once in some 20,000 times. The tests measure it.
 */
export function coversAsTheory({ nodes, fanout, reached }: Coverage, error: number): Finding {
  const theory = reachOfWave({ nodes, fanout, excludesSource: true })
  const n = reached.length
  const third = error / 3
  const mean = reached.reduce((sum, amount) => sum + amount, 0) / n
  const expected = theory.reduce((sum, p, amount) => sum + p * amount, 0)
  const setting = `${count(n, 'value')} were broadcast on ${count(nodes, 'node')} with a fanout of ${fanout}.`
  // On either side half of it.
  if (2 * meanTail(mean, n, theory) < third) {
    return fails(
      `${setting} By theory they reach ${percent(expected / nodes)} of the nodes on average; they reached ${percent(mean / nodes)}.`,
      `So far off, or further, are dice less than once in ${odds(third)} times.`,
    )
  }
  const all = reached.filter((amount) => amount === nodes).length
  const chance = theory[nodes] ?? 0
  const { least, most } = plausibleCounts(n, chance, third)
  if (all < least || all > most) {
    return fails(
      `${setting} By theory ${percent(chance)} of them reach every node, here ${least} to ${most}; ${all} did.`,
      `By dice it is fewer or more less than once in ${odds(third)} times.`,
    )
  }
  const counts = theory.map((_, amount) => reached.filter((other) => other === amount).length)
  const gap = largestGap(counts, theory)
  if (gap <= gapBound(n, third)) return holds
  const most2 = worstPlace(counts, theory)
  const seen = counts.slice(0, most2 + 1).reduce((sum, times) => sum + times, 0) / n
  const due = theory.slice(0, most2 + 1).reduce((sum, p) => sum + p, 0)
  return fails(
    `${setting} By theory ${percent(due)} of them reach ${most2} nodes or fewer; ${percent(seen)} did.`,
    `A share that is off by more than ${percent(gapBound(n, third))} is seen with dice less than once in ${odds(third)} times.`,
  )
}

function worstPlace(counts: number[], theory: number[]): number {
  const gaps = theory.map((_, place) => {
    const [some, rest] = [counts.slice(0, place + 1), counts.slice(place + 1)]
    return largestGap([sum(some), sum(rest)], [sum(theory.slice(0, place + 1)), sum(theory.slice(place + 1))])
  })
  return gaps.indexOf(Math.max(...gaps))
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}

function fails(message: string, chain: string): Finding {
  return { kind: 'fails', message, chain: [chain] }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`
}

function odds(error: number): string {
  return Math.round(1 / error).toLocaleString('en-US')
}
