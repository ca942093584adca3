import type { Body, Value } from '../../../lib/protocol/message.ts'
import { createRandom, type Random } from '../../../lib/random/random.ts'
import { broadcastObserve } from '../../../lib/scenario/broadcast.ts'
import { integer } from '../../../lib/scenario/dice.ts'
import { type Asked, broadcasted, periodicPlan, readAll } from '../../../lib/scenario/periodic.ts'
import { randomGraph } from '../../../lib/scenario/random-graph.ts'
import { nodeIds } from '../../../lib/scenario/topologies.ts'
import type { Fault, Plan } from '../../../lib/trace/plan.ts'
import { askedEveryMs, contract, reachedWithinMs, treeStandsAt } from './bounds.ts'

export type Story = {
  values: Asked[]
  faults?: Fault[]
  /** The run goes on for so long after the last value was broadcast. */
  lingerMs?: number
}

/** Between the tens of milliseconds at which all else happens, so that no value is exactly 500 ms old. */
const offBeatMs = 3

/** The first question comes when the first value has just been sent. */
const firstCheckAt = treeStandsAt + 100 + offBeatMs

/** Long enough for what is sent again and again to show. */
const usualLingerMs = 2 * reachedWithinMs

/**
 * A run on a map with cycles. All nodes are asked for their place in the tree when it stands and at the end, and
 * `check_acks` at a steady pace; every second time with `failure_stats` before it and after it, at the same moment.
 */
export function failurePlan(
  scenario: string,
  seed: number,
  size: number,
  tell: (random: Random, nodes: string[]) => Story,
): Plan {
  const random = createRandom(seed, scenario)
  const nodes = nodeIds(size)
  const { values, faults = [], lingerMs = usualLingerMs } = tell(random, nodes)
  const until = Math.max(...values.map(({ at }) => at)) + lingerMs
  const finalAt = until - 100
  return periodicPlan(scenario, seed, nodes, [...values, ...readAll(finalAt, nodes)], {
    contract,
    observe: broadcastObserve,
    topology: size < 2 ? { n1: [] } : randomGraph(random, size, integer(random, 0, size)),
    latency: { kind: 'constant', ms: 10 },
    polls: [
      { from: treeStandsAt, everyMs: finalAt - treeStandsAt, rounds: [[{ type: 'tree_info' }]] },
      { from: firstCheckAt, everyMs: askedEveryMs, rounds: [[check], [stats, check, stats]] },
    ],
    faults,
    until,
  })
}

const check: Body = { type: 'check_acks' }
const stats: Body = { type: 'failure_stats' }

/** Each value at its time and node. */
export function told(...values: [number, string | undefined, Value | undefined][]): Asked[] {
  return values.map(([at, node, message]) => broadcasted(at, node ?? '', message ?? ''))
}

/** A whole number of tens of milliseconds, both ends included. */
export function tens(random: Random, least: number, most: number): number {
  return 10 * integer(random, least / 10, most / 10)
}
