import { isClient } from '../../protocol/message.ts'
import { decisionsIn } from '../lww-decisions.ts'
import { entryText } from '../lww-order.ts'
import { Showing, stepsBack } from '../lww-shown.ts'
import type { Run } from '../run.ts'
import { count, show, time } from '../words.ts'

/** Every entry that a client brought took the place of what was held, the older ones too. */
export function takesWhateverComes(run: Run): string | undefined {
  const decisions = decisionsIn(run)
  const older = decisions.find(({ held, incoming }) => incoming.ts < held.ts)
  if (older === undefined || decisions.some(({ isTaken }) => !isTaken)) return undefined
  const { node, at, key, held, incoming } = older
  return `At ${time(at)} ${node} held ${show(key)} as ${entryText(held)} and was given ${entryText(incoming)}, which is older, and took it. So it went with whatever came.`
}

/** Another node's message put an older entry in the place of a newer one, and no client's request did. */
export function takesOlderFromPeers(run: Run): string | undefined {
  const byPeer = stepsBack(run, new Showing(run)).flatMap(({ node, from, to }) => {
    const cause = run.trace.events[to.from.cause ?? -1]
    const isOlder = to.brought.entry.ts < from.brought.entry.ts
    return isOlder && cause?.kind === 'deliver' && !isClient(cause.src) ? [{ node, from, to, cause }] : []
  })
  const [first] = byPeer
  if (first === undefined) return undefined
  if (decisionsIn(run).some(({ held, incoming, isTaken }) => incoming.ts < held.ts && isTaken))
    return undefined
  const { node, from, to, cause } = first
  const type = run.facts.sent[cause.message]?.event.body.type
  return `At ${time(cause.at)} ${node} held ${show(from.brought.key)} as ${entryText(from.brought.entry)}, and a "${type}" from ${cause.src} put ${entryText(to.brought.entry)} in its place, which is older. Messages of other nodes did so ${count(byPeer.length, 'time')}.`
}
