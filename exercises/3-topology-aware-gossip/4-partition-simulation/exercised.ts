import { Blocks } from '../../../lib/check/blocks.ts'
import type { Run } from '../../../lib/check/run.ts'
import type { Sometimes } from '../../../lib/grade/grader.ts'

/**
 * What makes a merge necessary: as the last block is lifted, two nodes each know a value that the other lacks. It holds
 * for every right program, for nothing can have crossed.
 */
export const bothKnewMore: Sometimes = {
  name: 'when the last block is lifted, two nodes each know a value that the other lacks',
  happened(run) {
    const lifted = lastLifted(run)
    const known = [...run.facts.knowledge.values()].map(
      ({ learned }) => new Set([...learned].filter(([, { at }]) => at < lifted).map(([node]) => node)),
    )
    const lacks = (node: string, other: string) => known.some((nodes) => nodes.has(node) && !nodes.has(other))
    const { nodes } = run.trace.plan
    return nodes.some((node) => nodes.some((other) => lacks(node, other) && lacks(other, node)))
  },
}

/** When the first of the orders that lifted the last blocks came. */
function lastLifted(run: Run): number {
  const orders = new Blocks(run).orders()
  const lastBlock = orders.findLastIndex(({ list }) => list.length > 0)
  return orders[lastBlock + 1]?.operation.invokedAt ?? 0
}
