import { isClient } from '../protocol/message.ts'
import type { EventOf, TraceEvent } from '../trace/event.ts'
import { ownForwards } from './gossip-rounds.ts'
import type { Run } from './run.ts'

/** Something that a node learned in an exchange: who had begun it, whether or not that was the learner. */
export type Lesson = { learn: EventOf<'learn'>; begun: number; beginner: string }

/** What nodes learned from each other, with the step of a node, by its timer or at its start, that it all goes back to. */
export function lessonsOf({ trace }: Run): Lesson[] {
  return trace.events.flatMap((event): Lesson[] => {
    if (event.kind !== 'learn') return []
    const root = rootOf(trace.events, event)
    if (root?.kind !== 'timer' && root?.kind !== 'start') return []
    return [{ learn: event, begun: root.id, beginner: root.node }]
  })
}

/** Where a chain of messages began; undefined when a client began it. */
function rootOf(events: readonly TraceEvent[], from: TraceEvent): TraceEvent | undefined {
  let event = from
  while (event.cause !== undefined) {
    if (event.kind === 'timer') return event
    const cause = events[event.cause]
    if (cause === undefined || (cause.kind === 'send' && isClient(cause.src))) return undefined
    event = cause
  }
  return event
}

/** When each node began an exchange: its timers' messages to others. */
export function beginningsOf(run: Run): Map<string, number[]> {
  return new Map(
    run.trace.plan.nodes.map((node) => {
      const own = ownForwards(run, node).filter(({ event }) => {
        const { kind } = run.trace.events[event.cause ?? 0] ?? {}
        return kind === 'timer' || kind === 'start'
      })
      return [node, [...new Set(own.map(({ event }) => event.at))]]
    }),
  )
}
