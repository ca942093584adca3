import type { Run } from '../run.ts'
import { count, time } from '../words.ts'

/** A node sent messages over the network to itself. */
export function sendsToItself({ facts }: Run): string | undefined {
  const own = facts.serverMessages.filter(({ event }) => event.src === event.dest)
  const [first] = own
  if (first === undefined) return undefined
  const { src, at } = first.event
  const its = own.filter(({ event }) => event.src === src)
  const all = facts.serverMessages.filter(({ event }) => event.src === src)
  return `${src} sent ${its.length} of its ${count(all.length, 'message')} to itself, the first at ${time(at)}.`
}
