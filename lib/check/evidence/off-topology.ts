import type { Run } from '../run.ts'
import { names, time } from '../words.ts'

/** Nodes sent to nodes that are not their neighbours. */
export function ignoresTopology({ trace, facts }: Run): string | undefined {
  const { topology = {}, nodes } = trace.plan
  const strangers = facts.serverMessages.filter(
    ({ event }) =>
      nodes.includes(event.dest) &&
      event.dest !== event.src &&
      !topology[event.src]?.includes(event.dest) &&
      !topology[event.dest]?.includes(event.src),
  )
  const [first] = strangers
  if (first === undefined) return undefined
  const { src, at } = first.event
  const reached = [
    ...new Set(strangers.filter(({ event }) => event.src === src).map(({ event }) => event.dest)),
  ]
  return `From ${time(at)} on ${src} sent to ${names(reached)}, none of them its neighbours.`
}
