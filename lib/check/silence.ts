import { isForward } from '../trace/facts.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { count, number, time } from './words.ts'

/** No node-to-node message is sent later than `quietAfterMs` after the last client request. */
export function fallsSilent({ trace, facts }: Run, quietAfterMs: number): Finding {
  const deadline = facts.lastInvokedAt + quietAfterMs
  const { end } = trace
  if (end.kind === 'capped' && (end.cap === 'messages' || end.cap === 'bytes')) {
    const values = facts.operations.filter(({ client }) => client !== 'c0').length
    return {
      kind: 'fails',
      at: end.at,
      message: `A message storm: after ${count(values, 'client request')}, the nodes had sent ${number(facts.serverMessages.length)} messages by ${time(end.at)}, and the harness cut the run off. The network should fall silent by itself.`,
      chain: busiest(facts.serverMessages),
    }
  }
  const late = facts.serverMessages.filter(({ event }) => event.at > deadline)
  const last = late.at(-1)?.event
  if (last === undefined) return holds
  return {
    kind: 'fails',
    at: late[0]?.event.at ?? deadline,
    message: `The last client request was made at ${time(facts.lastInvokedAt)}. The network should be silent from ${time(deadline)} on, but ${count(late.length, 'more message')} went between nodes, the last at ${time(last.at)}: ${last.src} → ${last.dest} "${last.body.type}".`,
    chain: busiest(late),
  }
}

/** The link that carried most, as a place to start looking. */
function busiest(messages: Run['facts']['serverMessages']): string[] {
  const links = new Map<string, number>()
  // Answers only follow from what was asked.
  const asked = messages.filter(isForward)
  for (const { event } of asked.length > 0 ? asked : messages) {
    const link = `${event.src} → ${event.dest} "${event.body.type}"`
    links.set(link, (links.get(link) ?? 0) + 1)
  }
  const [most] = [...links].sort(([, a], [, b]) => b - a)
  return most === undefined || most[1] === 1 ? [] : [`Most of it: ${most[0]}, ${count(most[1], 'time')}.`]
}
