import { type Status, statusesOf } from '../block-status.ts'
import { Blocks, type Order } from '../blocks.ts'
import type { Run } from '../run.ts'
import { names, show, time } from '../words.ts'

/** A list that takes effect late has done so by then, in milliseconds. */
const laterMs = 500

/** A status that shows a node's last list together with one before it, long after the last came. */
export function addsBlocks(run: Run): string | undefined {
  const blocks = new Blocks(run)
  for (const status of statusesOf(run)) {
    const before = ordersBefore(blocks, status)
    const order = before.at(-1)
    const said = status.blocked
    if (order === undefined || order.list.length === 0 || !Array.isArray(said)) continue
    if (status.at < order.operation.invokedAt + laterMs) continue
    const kept = said.filter((name) => !order.list.includes(name as string)) as string[]
    const sinceHeal = before.slice(before.findLastIndex(({ kind }) => kind === 'heal') + 1, -1)
    const from = sinceHeal.findLast(({ list }) => kept.some((name) => list.includes(name)))
    const isUnion = order.list.every((name) => said.includes(name))
    if (
      from === undefined ||
      !isUnion ||
      !kept.every((name) => sinceHeal.some(({ list }) => list.includes(name)))
    )
      continue
    return `${status.node} was told at ${time(from.operation.invokedAt)} to block ${names(from.list)} and at ${time(order.operation.invokedAt)} to block ${names(order.list)}. At ${time(status.at)} it said that it blocks ${show(said)}: ${names(kept)} too.`
  }
  return undefined
}

/** A list without names that was taken for no order at all, and still is long after it came. */
export function ignoresEmptyList(run: Run): string | undefined {
  const blocks = new Blocks(run)
  for (const status of statusesOf(run)) {
    const [last, order] = ordersBefore(blocks, status).slice(-2)
    if (last === undefined || order?.kind !== 'partition' || order.list.length > 0) continue
    if (status.at < order.operation.invokedAt + laterMs) continue
    if (last.list.length === 0 || JSON.stringify(last.list) !== JSON.stringify(status.blocked)) continue
    return `${status.node} was told at ${time(order.operation.invokedAt)} to block nobody, with an empty list. At ${time(status.at)} it still said that it blocks ${names(last.list)}, as it had been told at ${time(last.operation.invokedAt)}.`
  }
  return undefined
}

/** The orders to a node until it was asked, all of them acknowledged. */
function ordersBefore(blocks: Blocks, { node, came }: Status): Order[] {
  const orders = blocks.orders(node).filter((order) => order.came < came)
  return orders.every(({ settled }) => settled < came) ? orders : []
}
