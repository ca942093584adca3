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

/**
 * Whether a node told another one the same value twice in messages with lists, as who tells all it knows at a pace does.
 * What is then sent along the tree, and what beside it, the trace does not show.
 */
export function repeatsLists(run: Run, workload: SetWorkload): boolean {
  const told = new Set<string>()
  for (const { sent, keys } of deliveriesOf(run, workload)) {
    const { src, dest, body } = sent.event
    if (!Object.values(body).some((field) => Array.isArray(field))) continue
    for (const key of keys) {
      const way = `${src} ${dest} ${body.type} ${key}`
      if (told.has(way)) return true
      told.add(way)
    }
  }
  return false
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
