import type { Value } from '../../protocol/message.ts'
import { type Carriage, carriages } from '../carried.ts'
import type { Run } from '../run.ts'
import { type SetWorkload, writesOf } from '../set-full.ts'
import { show, time } from '../words.ts'

/**
 * A value that clients broadcast twice was sent on again wherever the node did not show it yet, and nowhere else: so
 * it is by what it shows that a node tells a new value.
 */
export function storesLate(run: Run, workload: SetWorkload): string | undefined {
  const all = carriages(run, workload)
  let sentence: string | undefined
  let isKnownKept = false
  for (const [key, [first, ...repeats]] of writesOf(run, workload)) {
    if (first === undefined) continue
    const value = first.request[workload.field] as Value
    for (const repeat of repeats) {
      const { node } = repeat
      const [arrival] = repeat.sent.deliveries
      const learned = run.facts.knowledge.get(key)?.learned.get(node)
      if (arrival === undefined || learned === undefined) return undefined
      const again = all.find(
        ({ forward, values }) => values.includes(value) && forward.event.cause === arrival.id,
      )
      const isShown = learned.id < arrival.id
      if (isShown === (again !== undefined)) return undefined
      if (isShown) isKnownKept = true
      else sentence ??= sentTwice(all, value, again, `${time(learned.at)}`)
    }
  }
  return isKnownKept ? sentence : undefined
}

function sentTwice(
  all: Carriage[],
  value: Value,
  again: Carriage | undefined,
  shownAt: string,
): string | undefined {
  if (again === undefined) return undefined
  const { src, dest, at } = again.forward.event
  const before = all.find(
    ({ forward: { event }, values }) => event.src === src && event.dest === dest && values.includes(value),
  )
  if (before === undefined || before === again) return undefined
  return `${src} sent ${show(value)} to ${dest} at ${time(before.forward.event.at)}, and again at ${time(at)}, when a client broadcast it once more. It did not show the value before ${shownAt}; values that it showed it did not send again.`
}
