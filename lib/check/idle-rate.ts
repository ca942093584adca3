import type { Sent } from '../trace/facts.ts'
import { type Finding, holds } from './finding.ts'
import { occasionOf, ownForwards } from './gossip-rounds.ts'
import { calmTimes, isWithin } from './rhythm.ts'
import type { Run } from './run.ts'
import { type Settings, type Stretch, stretchesOf } from './stretches.ts'
import { aType, count, names, time } from './words.ts'

/**
 * While nobody lacks anything, a node sends what its rounds are and no more: each time its timer rings, one message of
 * this type to as many different other nodes as its fanout says (all, if they are fewer). Answers are free, and so is
 * what a client asked for.
 */
export function onlyRounds(run: Run, defaults: Settings, type: string): Finding {
  const others = run.trace.plan.nodes.length - 1
  const calm = calmTimes(run)
  for (const stretch of stretchesOf(run, defaults)) {
    const due = Math.min(stretch.settings.fanout, others)
    const own = ownForwards(run, stretch.node).filter(
      ({ event }) =>
        isWithin(event.id, stretch) && calm.some(({ from, to }) => event.at >= from && event.at < to),
    )
    const rounds = new Map<number | undefined, Sent[]>()
    for (const sent of own) rounds.set(sent.event.cause, [...(rounds.get(sent.event.cause) ?? []), sent])
    for (const sends of rounds.values()) {
      const problem = problemOf(run, stretch, sends, due, type)
      if (problem !== undefined) return { kind: 'fails', at: sends[0]?.event.at ?? 0, message: problem }
    }
  }
  return holds
}

function problemOf(
  run: Run,
  { node, settings }: Stretch,
  sends: Sent[],
  due: number,
  type: string,
): string | undefined {
  const [first] = sends
  if (first === undefined) return undefined
  const at = time(first.event.at)
  const peers = sends.map(({ event }) => event.dest)
  const occasion = occasionOf(run, first)
  const calmly = `Nobody lacked anything, and at ${at} ${node}`
  const other = sends.find(({ event }) => event.body.type !== type)
  if (other !== undefined)
    return `${calmly} sent ${other.event.dest} ${aType(other.event.body.type)}. Then only the rounds go on, made of "${type}".`
  if (occasion.kind === 'node')
    return `${calmly} sent ${names(peers)} ${aType(type)} because of a message from ${occasion.from}. Then a node sends of itself only its rounds; what it owes the other belongs in the answer.`
  if (peers.includes(node)) return `At ${at} ${node} sent ${aType(type)} to itself.`
  if (new Set(peers).size < peers.length)
    return `At ${at} ${node} sent "${type}" to ${names(peers)}: the same node twice in a round.`
  if (peers.length === due) return undefined
  return `${calmly} sent ${count(peers.length, 'message')} in a round, to ${names(peers)}. With fanout ${settings.fanout} a round has ${count(due, 'message')}, all at one instant.`
}
