import type { Value } from '../protocol/message.ts'
import type { EventOf } from '../trace/event.ts'
import { Knowing } from './knowing.ts'
import { valuesIn } from './named.ts'
import type { Run } from './run.ts'
import { isAcknowledged, removalsOf, type SetWorkload, valueUnder } from './set-full.ts'

/** Below that a number in a message may be a count, or the number of a round. */
const leastTelling = 1000

/** Whether a value in a message is that element, and nothing else. */
export function isTelling(value: Value): boolean {
  return typeof value === 'number' && value >= leastTelling
}

/**
 * The messages between nodes that name an element which was removed and which their sender does not show: what tells
 * others of a removal.
 */
export function hiddenNames(run: Run, workload: SetWorkload): { event: EventOf<'send'>; value: Value }[] {
  const knowing = new Knowing(run)
  const removed = new Map<Value, string>()
  for (const [key, removals] of removalsOf(run, workload)) {
    const value = valueUnder(key)
    if (removals.some(isAcknowledged) && isTelling(value)) removed.set(value, key)
  }
  const values = new Set(removed.keys())
  return run.facts.serverMessages.flatMap(({ event }) =>
    [...valuesIn(event.body, values)]
      .filter((value) => !knowing.knew(event.src, removed.get(value) ?? '', event))
      .map((value) => ({ event, value })),
  )
}
