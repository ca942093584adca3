import { type Value, valueKey } from '../protocol/message.ts'
import type { Sent } from '../trace/facts.ts'
import { carriedBy, valuesOf } from './carried.ts'
import type { Run } from './run.ts'
import type { SetWorkload } from './set-full.ts'

/** A message between nodes that brings values, and those it brings. */
export type Delivery = { sent: Sent; values: Value[]; keys: string[] }

/**
 * The messages that bring values, in the order they were sent. An answer and whatever has a type that ends in `_ack`
 * only speak of values, as a receipt does, unless some node learned a value from one of that type.
 */
export function deliveriesOf(run: Run, workload: SetWorkload): Delivery[] {
  const values = valuesOf(run, workload)
  const teaching = typesThatTeach(run)
  return run.facts.serverMessages.flatMap((sent): Delivery[] => {
    if (speaksOnly(sent) && !teaching.has(sent.event.body.type)) return []
    const its = carriedBy(sent.event.body, values)
    return its.length === 0 ? [] : [{ sent, values: its, keys: its.map((value) => valueKey(value)) }]
  })
}

function speaksOnly({ isAnswer, event }: Sent): boolean {
  return isAnswer || event.body.type.endsWith('_ack')
}

/** The types of the messages by which nodes learned values. */
function typesThatTeach({ trace, facts }: Run): Set<string> {
  const types = new Set<string>()
  for (const event of trace.events) {
    const cause = event.kind === 'learn' ? trace.events[event.cause ?? -1] : undefined
    const type = cause?.kind === 'deliver' ? facts.sent[cause.message]?.event.body.type : undefined
    if (type !== undefined) types.add(type)
  }
  return types
}
