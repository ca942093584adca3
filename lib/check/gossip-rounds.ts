import { isClient } from '../protocol/message.ts'
import { isForward, type Sent } from '../trace/facts.ts'
import { type Round, roundsOf } from './rounds.ts'
import type { Run } from './run.ts'

/** What made a node send: its own timer or start, a client's request of some type, or another node's message. */
export type Occasion = { kind: 'timer' } | { kind: 'client'; type: string } | { kind: 'node'; from: string }

export function occasionOf({ trace, facts }: Run, { event }: Sent): Occasion {
  const trigger = trace.events[event.cause ?? -1]
  if (trigger?.kind !== 'deliver') return { kind: 'timer' }
  if (!isClient(trigger.src)) return { kind: 'node', from: trigger.src }
  return { kind: 'client', type: facts.sent[trigger.message]?.event.body.type ?? '' }
}

/** The rounds of each node that some occasion made, in order. */
export function roundsFrom(run: Run, isWanted: (occasion: Occasion) => boolean): Map<string, Round[]> {
  const rounds = new Map<string, Round[]>(run.trace.plan.nodes.map((node) => [node, []]))
  for (const round of roundsOf(run)) {
    const [first] = round.sends
    if (first !== undefined && isWanted(occasionOf(run, first))) rounds.get(round.node)?.push(round)
  }
  return rounds
}

/** The rounds that each node made of itself, in order. */
export function timedRounds(run: Run): Map<string, Round[]> {
  return roundsFrom(run, ({ kind }) => kind === 'timer')
}

/** The forwards of a node that no client asked for, in order. */
export function ownForwards(run: Run, node: string): Sent[] {
  return run.facts.serverMessages.filter(
    (sent) => sent.event.src === node && isForward(sent) && occasionOf(run, sent).kind !== 'client',
  )
}
