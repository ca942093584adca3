import { type Value, valueKey } from '../protocol/message.ts'
import type { Sent } from '../trace/facts.ts'
import { carriedBy, valuesOf } from './carried.ts'
import type { Run } from './run.ts'
import type { SetWorkload } from './set-full.ts'

/** A message between nodes that brings values, and those it brings. */
export type Delivery = { sent: Sent; values: Value[]; keys: string[] }

/**
 * The messages that bring values, in the order they were sent. An answer and whatever has a type that ends in `_ack`
 * only speak of values, as a receipt does, unless a node learned a value from it.
 */
export function deliveriesOf(run: Run, workload: SetWorkload): Delivery[] {
  const values = valuesOf(run, workload)
  const taught = new Set<number>()
  for (const { learned } of run.facts.knowledge.values())
    for (const { cause } of learned.values()) if (cause !== undefined) taught.add(cause)
  return run.facts.serverMessages.flatMap((sent): Delivery[] => {
    if (speaksOnly(sent) && !sent.deliveries.some(({ id }) => taught.has(id))) return []
    const its = carriedBy(sent.event.body, values)
    return its.length === 0 ? [] : [{ sent, values: its, keys: its.map((value) => valueKey(value)) }]
  })
}

function speaksOnly({ isAnswer, event }: Sent): boolean {
  return isAnswer || event.body.type.endsWith('_ack')
}
