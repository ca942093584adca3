import { isClient, type Json } from '../../protocol/message.ts'
import { decisionsIn } from '../lww-decisions.ts'
import { entryText } from '../lww-order.ts'
import { Showing, stepsBack } from '../lww-shown.ts'
import type { Run } from '../run.ts'
import { aType, count, show, time } from '../words.ts'

/** One or two may have been taken for another reason. */
const leastOthers = 4

/** Every entry that a client brought took the place of what was held, the older ones too. */
export function takesWhateverComes(run: Run): string | undefined {
  const decisions = decisionsIn(run)
  const [older, ...others] = decisions.filter(({ held, incoming }) => incoming.ts < held.ts)
  if (older === undefined || others.length < leastOthers) return undefined
  if (decisions.some(({ isTaken }) => !isTaken)) return undefined
  const { node, at, key, held, incoming } = older
  return `At ${time(at)} ${node} held ${show(key)} as ${entryText(held)} and was given ${entryText(incoming)}, which is older, and took it. So it went with whatever came.`
}

/**
 * Another node's messages put an older entry in the place of a newer one, the same one several times, and no client's
 * request did. Where entries are compared, if in a wrong way, what gave way once does not come back to do so again.
 */
export function takesOlderFromPeers(run: Run): string | undefined {
  const showing = new Showing(run)
  const times = new Map<string, number>()
  const byPeer = stepsBack(run, showing).flatMap(({ node, from, to }) => {
    const cause = run.trace.events[to.from.cause ?? -1]
    const isOlder = to.brought.entry.ts < from.brought.entry.ts
    if (!isOlder || cause?.kind !== 'deliver' || isClient(cause.src)) return []
    const step = JSON.stringify([node, from.brought.entry as Json, to.brought.entry as Json])
    times.set(step, (times.get(step) ?? 0) + 1)
    return [{ node, from, to, cause, step }]
  })
  const first = byPeer.find(({ step }) => (times.get(step) ?? 0) > 1)
  if (first === undefined || showing.entries.misdated.length > 0) return undefined
  if (decisionsIn(run).some(({ held, incoming, isTaken }) => incoming.ts < held.ts && isTaken))
    return undefined
  const { node, from, to, cause, step } = first
  const type = run.facts.sent[cause.message]?.event.body.type
  return `At ${time(cause.at)} ${node} held ${show(from.brought.key)} as ${entryText(from.brought.entry)}, and ${aType(type)} from ${cause.src} put ${entryText(to.brought.entry)} in its place, which is older. The very same happened there ${count(times.get(step) ?? 0, 'time')}.`
}
