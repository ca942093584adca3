import { isForward } from '../../trace/facts.ts'
import { cutsOf, lastHeal } from '../cuts.ts'
import { treeType } from '../first-arrivals.ts'
import { type Run, untilOf } from '../run.ts'
import { aType, count, time } from '../words.ts'

/** So long after the heal nobody tried before it may be said that nobody tries any more. */
const silentMs = 5000

/**
 * While a partition stood nodes gossiped into it, and after the heal nobody ever gossiped across again, though on the
 * one side or the other gossip went on: whoever did not answer then was struck off.
 */
export function strikesOffPeers(run: Run): string | undefined {
  const cuts = cutsOf(run)
  const healedAt = lastHeal(cuts)
  if (healedAt === undefined || untilOf(run) < healedAt + silentMs) return undefined
  const crosses = ({ src, dest }: { src: string; dest: string }) =>
    cuts.some(({ links }) => links.has(`${src}>${dest}`))
  const gossip = run.facts.serverMessages.filter(
    (sent) => isForward(sent) && sent.event.body.type !== treeType,
  )
  const across = gossip.filter(({ event }) => crosses(event))
  const lost = across.filter(({ drops }) => drops.some(({ reason }) => reason === 'cut'))
  const later = gossip.filter(({ event }) => event.at > healedAt + silentMs && !crosses(event))
  const last = lost.at(-1)
  if (last === undefined || later.length === 0) return undefined
  if (across.some(({ event }) => event.at >= healedAt)) return undefined
  const { src, dest, at, body } = last.event
  return `Into the partition ${count(lost.length, 'message')} of gossip went, and the last was ${aType(body.type)} from ${src} to ${dest} at ${time(at)}. It healed at ${time(healedAt)}. After that nobody sent anybody on the other side any gossip; within the sides there were ${count(later.length, 'message')} of it from ${time(healedAt + silentMs)} on.`
}
