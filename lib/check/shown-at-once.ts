import { isClient, type Value, valueKey } from '../protocol/message.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import type { SetWorkload } from './set-full.ts'
import { show, time } from './words.ts'

/** A node shows a value from the moment a client's request or another node's batch brings it there. */
export function showsAtOnce({ trace, facts }: Run, { write, field, read }: SetWorkload): Finding {
  for (const event of trace.events) {
    if (event.kind !== 'deliver' || isClient(event.dest)) continue
    const body = facts.sent[event.message]?.event.body
    const values = body?.type === write ? [body[field]] : body?.type === 'batch' ? body.messages : []
    if (!Array.isArray(values)) continue
    for (const value of values as Value[]) {
      const learned = facts.knowledge.get(valueKey(value))?.learned.get(event.dest)
      // Never shown at all is lost, and told as such.
      if (learned === undefined || learned.at <= event.at) continue
      const from = isClient(event.src) ? `${event.src}'s "${write}"` : `a batch from ${event.src}`
      return {
        kind: 'fails',
        at: event.at,
        message: `At ${time(event.at)} ${event.dest} received ${show(value)} in ${from}. Its "${read}" should show the value from then on, buffered or not; it did from ${time(learned.at)} on.`,
      }
    }
  }
  return holds
}
