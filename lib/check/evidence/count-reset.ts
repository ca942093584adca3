import { stretchesOf } from '../block-counts.ts'
import { Blocks } from '../blocks.ts'
import type { Run } from '../run.ts'
import { aType, show, time } from '../words.ts'

/** A count of dropped messages that begins anew with an order. */
export function resetsCount(run: Run): string | undefined {
  const blocks = new Blocks(run)
  for (const { node, before, after, grew } of stretchesOf(run, blocks)) {
    if (before === undefined || grew >= 0) continue
    const order = blocks.orders(node).find(({ came }) => before.came < came && came < after.came)
    if (order === undefined) continue
    return `At ${time(before.at)} ${node} answered "messages_dropped": ${show(before.dropped)}. At ${time(order.operation.invokedAt)} it got ${aType(order.kind)}, and at ${time(after.at)} the count was ${show(after.dropped)}.`
  }
  return undefined
}
