import type { Run } from '../../lib/check/run.ts'
import type { Value } from '../../lib/protocol/message.ts'
import { nodeIds } from '../../lib/scenario/topologies.ts'
import type { Fault, Operation, Plan } from '../../lib/trace/plan.ts'
import type { Main } from './plain-program.ts'
import { run } from './run.ts'

/** When, at which node, which value. */
export type Told = [number, string, Value]

/**
 * Runs a program that acknowledges: seven nodes, each asked for its place in the tree at 1,000 ms and `check_acks`
 * every 500 ms from 1,103 ms on, every second time between two `failure_stats`.
 */
export function onTree(
  main: Main,
  values: Told[],
  faults: Fault[] = [],
  { until = 5000, size = 7, ...more }: Partial<Plan> & { size?: number } = {},
): Run {
  const [check, stats] = [{ type: 'check_acks' }, { type: 'failure_stats' }]
  return run(main, {
    nodes: nodeIds(size),
    faults,
    until,
    operations: values.map(
      ([at, node, message], index): Operation => ({
        at,
        client: `c${index + 1}`,
        node,
        body: { type: 'broadcast', message },
      }),
    ),
    polls: [
      { from: 1000, everyMs: until, rounds: [[{ type: 'tree_info' }]] },
      { from: 1103, everyMs: 500, rounds: [[check], [stats, check, stats]] },
    ],
    ...more,
  })
}

export const crash = (node: string, at: number, restartAt?: number): Fault =>
  restartAt === undefined ? { kind: 'crash', node, at } : { kind: 'crash', node, at, restartAt }

export const pause = (node: string, from: number, to: number): Fault => ({ kind: 'pause', node, from, to })

export const lastWords = (node: string, from = 1000): Fault => ({
  kind: 'crash-after-sending',
  node,
  type: 'broadcast_ack',
  from,
})
