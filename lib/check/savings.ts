import { isForward } from '../trace/facts.ts'
import { batchesOf } from './batches.ts'
import { countEdges } from './edges.ts'
import { type Finding, holds } from './finding.ts'
import { defaultLimits } from './limits.ts'
import type { Run } from './run.ts'
import { type SetWorkload, writesOf } from './set-full.ts'
import { count, number } from './words.ts'

/**
 * At least so many times fewer forwards than flooding without echo takes, which sends each value 2E − (n − 1) times.
 * Judged where the values could fill a batch: what a few of them cost says nothing about batching.
 */
export function fewerThanFlooding(run: Run, workload: SetWorkload, times: number): Finding {
  const { length: nodes } = run.trace.plan.nodes
  const edges = countEdges(run.trace.plan)
  const { size: values } = writesOf(run, workload)
  if (values < defaultLimits.maxBatch) return holds
  const flooding = values * (2 * edges - (nodes - 1))
  const most = Math.floor(flooding / times)
  const forwards = run.facts.serverMessages.filter(isForward)
  const excess = forwards[most]
  if (excess === undefined) return holds
  return {
    kind: 'fails',
    at: excess.event.at,
    message: `${count(values, 'value')} took ${count(forwards.length, 'forward')}. Flooding them one by one takes ${number(values)} × (2E − (n − 1)) = ${number(flooding)} for ${count(edges, 'edge')} and ${count(nodes, 'node')}; ${times} times fewer are ${number(most)}.`,
    chain: filling(run),
  }
}

/** How well the batches were filled. */
function filling(run: Run): string[] {
  const sizes = batchesOf(run).map(({ values = [] }) => values.length)
  if (sizes.length === 0) return ['None of them was a batch.']
  const sum = sizes.reduce((total, size) => total + size, 0)
  return [
    `${count(sizes.length, 'batch', 'batches')} left, with ${count(sum / sizes.length, 'value')} in each on average, and ${number(Math.max(...sizes))} in the largest.`,
  ]
}
