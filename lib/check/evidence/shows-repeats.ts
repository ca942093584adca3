import { valueKey } from '../../protocol/message.ts'
import type { TraceEvent } from '../../trace/event.ts'
import { carries } from '../../trace/facts.ts'
import { Knowing } from '../knowing.ts'
import type { Run } from '../run.ts'
import { type SetWorkload, writesOf } from '../set-full.ts'
import { count, show, time } from '../words.ts'

/** A value came to a node more than once, and then stands in its list more than once. */
export function showsRepeats(run: Run, workload: SetWorkload): string | undefined {
  const { trace, facts } = run
  const writes = writesOf(run, workload)
  for (const event of trace.events) {
    if (event.kind !== 'repeat') continue
    const { node, value, at } = event
    const told = (writes.get(valueKey(value)) ?? []).filter(
      (operation) => operation.node === node && operation.invokedAt <= at,
    )
    const gossiped = facts.serverMessages.filter(
      (sent) =>
        sent.event.dest === node &&
        carries(sent.event.body, value) &&
        sent.deliveries.some((delivery) => delivery.at <= at),
    )
    const inOne = told.some(({ request }) => isTwiceIn(request[workload.merge?.list ?? ''], value))
    if (!inOne && told.length + gossiped.length < 2) continue
    if (!inOne && hasAsked(run, event)) return undefined
    const times = told.length + gossiped.length
    const often = inOne ? 'twice in one list' : times === 2 ? 'twice' : count(times, 'time')
    return `${show(value)} came to ${node} ${often}, and at ${time(at)} ${node}'s "${workload.read}" shows it more than once.`
  }
  return undefined
}

/**
 * Whether a message of the same type brought, no later than that first led to a repetition, what its node showed already
 * and what never stood there twice: then the program asks what is there, if in a wrong way.
 */
function hasAsked(run: Run, { cause }: TraceEvent): boolean {
  const { trace, facts } = run
  const bodyOf = (event: TraceEvent | undefined) =>
    event?.kind === 'deliver' ? facts.sent[event.message]?.event.body : undefined
  const type = bodyOf(trace.events[cause ?? -1])?.type
  const knowing = new Knowing(run)
  const repeats = trace.events.flatMap((event) => (event.kind === 'repeat' ? [event] : []))
  const isRepeated = (at: string, key: string) =>
    repeats.some(({ node, value }) => node === at && valueKey(value) === key)
  const bringsKnown = (event: TraceEvent) =>
    event.kind === 'deliver' &&
    bodyOf(event)?.type === type &&
    [...knowing.carriedBy(bodyOf(event))].some(
      (key) => knowing.knew(event.dest, key, event) && !isRepeated(event.dest, key),
    )
  const first = repeats.find((repeat) => bodyOf(trace.events[repeat.cause ?? -1])?.type === type)
  return trace.events.slice(0, (first?.cause ?? -1) + 1).some(bringsKnown)
}

function isTwiceIn(list: unknown, value: unknown): boolean {
  return Array.isArray(list) && list.indexOf(value) !== list.lastIndexOf(value)
}
