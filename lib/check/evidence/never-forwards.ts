import type { Operation } from '../../trace/facts.ts'
import { cutsOf } from '../cuts.ts'
import type { Run } from '../run.ts'
import { isAcknowledged, type SetWorkload, valueUnder, writesOf } from '../set-full.ts'
import { count, show } from '../words.ts'

/** Values were acknowledged, there were neighbours to tell, and not one message went from node to node. */
export function neverForwards(run: Run, workload: SetWorkload): string | undefined {
  const { topology, topologyAt = 0, nodes, until } = run.trace.plan
  const allLinks = nodes.length * (nodes.length - 1)
  // Where there is no topology all may talk to all.
  const neighboured = nodes.some((node) => (topology?.[node] ?? nodes.slice(1)).length > 0)
  // Before the topology came there was nobody to tell.
  const told = (operation: Operation) => isAcknowledged(operation) && operation.invokedAt >= topologyAt
  const [acknowledged] = [...writesOf(run, workload)].flatMap(([key, operations]) => {
    const write = operations.find(told)
    return write === undefined ? [] : [{ key, node: write.node }]
  })
  if (!neighboured || acknowledged === undefined || run.facts.serverMessages.length > 0) return undefined
  // Where nothing can arrive nobody needs to send.
  if (cutsOf(run).some(({ from, to, links }) => from === 0 && to >= until && links.size >= allLinks))
    return undefined
  const { key, node } = acknowledged
  return `${node} acknowledged ${show(valueUnder(key))}, and in the whole run not one of the ${count(nodes.length, 'node')} sent another a message.`
}
