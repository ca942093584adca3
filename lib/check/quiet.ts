import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { count, number, time } from './words.ts'

/** Node-to-node messages of any kind, answers included, come to fewer than `perSecond` for each node in [from, to). */
export function isQuiet({ trace, facts }: Run, from: number, to: number, perSecond: number): Finding {
  const late = facts.serverMessages.filter(({ event }) => event.at >= from && event.at < to)
  const { size: nodes } = facts.live
  const rate = late.length / nodes / ((to - from) / 1000)
  if (rate < perSecond || trace.end.at < from) return holds
  const senders = new Map<string, number>()
  for (const { event } of late) {
    const sender = `${event.src} "${event.body.type}"`
    senders.set(sender, (senders.get(sender) ?? 0) + 1)
  }
  const [busiest] = [...senders].sort(([, a], [, b]) => b - a)
  return {
    kind: 'fails',
    at: from,
    message: `Nothing new had come for a long time, and still from ${time(from)} to ${time(to)} ${count(nodes, 'node')} sent ${count(late.length, 'message')}: ${number(rate)} per node and second, where fewer than ${number(perSecond)} will do.`,
    chain: busiest === undefined ? [] : [`The busiest was ${busiest[0]}, sent ${count(busiest[1], 'time')}.`],
  }
}
