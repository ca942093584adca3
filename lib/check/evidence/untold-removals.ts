import { isClient } from '../../protocol/message.ts'
import { removesOf } from '../removals.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { names, show, time } from '../words.ts'

/** Elements are gone for good where a client removes them, and nowhere else: no message ever makes one vanish. */
export function keepsTombstones(run: Run, workload: SetWorkload): string | undefined {
  const { trace, facts } = run
  if (trace.end.kind !== 'finished') return undefined
  let isGossiped = false
  for (const event of trace.events) {
    if (event.kind !== 'learn' && event.kind !== 'forget') continue
    const cause = trace.events[event.cause ?? -1]
    if (cause?.kind !== 'deliver') continue
    const isRemove = facts.sent[cause.message]?.event.body.type === workload.remove
    if (event.kind === 'forget' && !(isRemove && isClient(cause.src))) return undefined
    if (event.kind === 'learn' && !isClient(cause.src)) isGossiped = true
  }
  if (!isGossiped) return undefined
  for (const { operation, value, arrival, wasShown } of removesOf(run, workload)) {
    const { node, answer } = operation
    const holders = facts.knowledge.get(JSON.stringify(value))?.holders
    if (!wasShown || answer?.body.type === 'error' || holders === undefined || holders.has(node)) continue
    if (holders.size === 0) continue
    return `${node} removed ${show(value)} at ${time(arrival.at)} and never showed it again; at the end ${names(trace.plan.nodes.filter((other) => holders.has(other)))} still ${holders.size === 1 ? 'does' : 'do'}. Adds were gossiped, but in the whole run no merge and no message of another node made any element vanish.`
  }
  return undefined
}
