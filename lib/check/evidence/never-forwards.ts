import type { Run } from '../run.ts'
import { type SetWorkload, writesOf } from '../set-full.ts'
import { count, show } from '../words.ts'

/** Values were acknowledged, there were neighbours to tell, and not one message went from node to node. */
export function neverForwards(run: Run, workload: SetWorkload): string | undefined {
  const { topology = {} } = run.trace.plan
  const neighboured = run.trace.plan.nodes.some((node) => (topology[node] ?? []).length > 0)
  const writes = [...writesOf(run, workload).values()].flat()
  const acknowledged = writes.find(
    ({ answer, invokedAt }) =>
      // Before the topology came there was nobody to tell.
      answer?.body.type === `${workload.write}_ok` && invokedAt >= (run.trace.plan.topologyAt ?? 0),
  )
  if (!neighboured || acknowledged === undefined || run.facts.serverMessages.length > 0) return undefined
  const { node, request } = acknowledged
  return `${node} acknowledged ${show(request[workload.field])}, and in the whole run not one of the ${count(run.trace.plan.nodes.length, 'node')} sent another a message.`
}
