import { isForward, type Sent } from '../trace/facts.ts'
import type { Run } from './run.ts'

/** What a node sent of itself in one go: the forwards that left it in one step of its program. */
export type Round = {
  node: string
  at: number
  /** In the order they left. */
  sends: Sent[]
  /** The different nodes they went to. */
  peers: string[]
  /** Whose message the node was handling, if it was handling one. */
  from: string | undefined
}

/**
 * Every round of a run, in order. Forwards are put together by the event that caused them rather than by the clock:
 * a timer and a client's request at the same instant make two rounds. What goes to nobody but the one whose message
 * is being handled is a reaction to that message and no round.
 */
export function roundsOf({ trace, facts }: Run): Round[] {
  const rounds = new Map<number | undefined, Round>()
  for (const sent of facts.serverMessages) {
    if (!isForward(sent)) continue
    const { src, dest, cause, at } = sent.event
    const trigger = trace.events[cause ?? -1]
    const from = trigger?.kind === 'deliver' ? trigger.src : undefined
    const round = rounds.get(cause) ?? { node: src, at, sends: [], peers: [], from }
    rounds.set(cause, round)
    round.sends.push(sent)
    if (!round.peers.includes(dest)) round.peers.push(dest)
  }
  return [...rounds.values()].filter(({ peers, from }) => peers.some((peer) => peer !== from))
}

/** The nodes that were drawn for a round, whether or not the one it reacts to is among them. */
export function drawnFor({ peers, from }: Round): string[] {
  return peers.filter((peer) => peer !== from)
}
