import type { Json } from '../protocol/message.ts'
import type { Operation } from '../trace/facts.ts'
import { Blocks } from './blocks.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { show, time } from './words.ts'

/** A `partition_status` that was answered: the request's arrival and what the answer says. */
export type Status = {
  operation: Operation
  node: string
  /** When the request came: simulated milliseconds, and the event. */
  at: number
  came: number
  blocked: Json | undefined
  dropped: Json | undefined
}

/** In the order they came. */
export function statusesOf({ facts }: Run): Status[] {
  const statuses = facts.operations.flatMap((operation): Status[] => {
    const { request, node, sent, answer } = operation
    const [arrival] = sent.deliveries
    if (request.type !== 'partition_status' || answer?.body.type !== 'partition_status_ok') return []
    if (arrival === undefined) return []
    const { blocked, messages_dropped: dropped } = answer.body
    return [{ operation, node, at: arrival.at, came: arrival.id, blocked, dropped }]
  })
  return statuses.sort((a, b) => a.came - b.came)
}

/** Every `partition_status` tells the list of the last order, each name once, sorted, and whether there is any. */
export function statusTellsBlocks(run: Run): Finding {
  const blocks = new Blocks(run)
  for (const { operation, node, at, came, blocked } of statusesOf(run)) {
    const lists = blocks.listsAt(node, came)
    const fits = lists.find((list) => JSON.stringify(list) === JSON.stringify(blocked))
    const [expected = []] = lists
    const asked = `At ${time(at)} ${operation.client} asked ${node} for its "partition_status"`
    const chain = [lastOrder(blocks, node, came)]
    if (fits === undefined) {
      const why = isReordered(expected, blocked) ? ` ${sorted}` : ''
      const message = `${asked}. Its "blocked" should be ${show(expected)}, and it was ${show(blocked)}.${why}`
      return { kind: 'fails', at, message, chain }
    }
    const said = operation.answer?.body.is_partitioned
    if (said === fits.length > 0) continue
    const message = `${asked}. "blocked" was ${show(blocked)}, so "is_partitioned" should be ${fits.length > 0}; it was ${show(said)}.`
    return { kind: 'fails', at, message, chain }
  }
  return holds
}

/** The same names in another order, or some of them twice. */
export function isReordered(expected: readonly string[], said: Json | undefined): boolean {
  return (
    Array.isArray(said) && JSON.stringify([...new Set(said as string[])].sort()) === JSON.stringify(expected)
  )
}

function lastOrder(blocks: Blocks, node: string, came: number): string {
  const order = blocks.orderAt(node, came)
  if (order === undefined) return `Nobody had told ${node} to block anyone.`
  const { kind, operation } = order
  const { client, invokedAt, request } = operation
  return kind === 'heal'
    ? `The last order to ${node} was the "heal" of ${client} at ${time(invokedAt)}.`
    : `The last order to ${node} was the "partition" of ${client} at ${time(invokedAt)}, with "blocked": ${show(request.blocked)}.`
}

const sorted = 'Each name stands in it once, sorted as .sort() does.'
