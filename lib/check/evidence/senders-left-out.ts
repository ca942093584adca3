import { type Value, valueKey } from '../../protocol/message.ts'
import { type Batch, batchesOf } from '../batches.ts'
import type { Run } from '../run.ts'
import { show, time } from '../words.ts'

/** So many times a neighbour must have been left out: once can have other reasons. */
const enough = 3

/**
 * Every batch goes to all that its node ever sends any, but to the one that sent the last of the values in it: not even
 * where that one lacks others of them to the end.
 */
export function leavesSendersOut(run: Run): string | undefined {
  const steps = new Map<string, Batch[]>()
  const dests = new Map<string, Set<string>>()
  for (const batch of batchesOf(run)) {
    const { src, dest, at } = batch.sent.event
    const key = `${src} ${at} ${JSON.stringify(batch.values)}`
    steps.set(key, [...(steps.get(key) ?? []), batch])
    dests.set(src, (dests.get(src) ?? new Set()).add(dest))
  }
  const missed: string[] = []
  for (const step of steps.values()) {
    const [{ sent, values = [] } = { sent: undefined }] = step
    const last = values.at(-1)
    if (sent === undefined || last === undefined) continue
    const { src, at } = sent.event
    const from = sourceOf(run, src, last)
    const told = new Set(step.map(({ sent: { event } }) => event.dest))
    const others = [...(dests.get(src) ?? [])]
    if (others.some((other) => told.has(other) === (other === from))) return undefined
    if (from === undefined || told.size === others.length) continue
    const lacks = values.find((value) => sourceOf(run, src, value) !== from && !holds(run, from, value))
    if (lacks === undefined) continue
    missed.push(
      `At ${time(at)} ${src} sent a batch with ${show(lacks)} and ${show(last)}, and none to ${from}, from which it had ${show(last)}. It had ${show(lacks)} from elsewhere, and ${from} lacked it to the end at ${time(run.trace.end.at)}.`,
    )
  }
  return missed.length < enough ? undefined : missed[0]
}

/** The client or node from which a node learned a value. */
function sourceOf({ trace, facts }: Run, node: string, value: Value): string | undefined {
  const cause = facts.knowledge.get(valueKey(value))?.learned.get(node)?.cause
  const event = trace.events[cause ?? -1]
  return event?.kind === 'deliver' ? event.src : undefined
}

function holds({ facts }: Run, node: string, value: Value): boolean {
  return facts.knowledge.get(valueKey(value))?.holders.has(node) ?? false
}
