import { readingsOf, readingText } from '../readings.ts'
import type { Run } from '../run.ts'
import { entryOf } from '../version-vector.ts'
import { time } from '../words.ts'

/** Nodes hand on the client's request, and who gets it numbers it as a write of the node that sent it. */
export function replaysRequests(run: Run): string | undefined {
  const handed = run.facts.serverMessages.find(
    ({ event, deliveries }) => event.body.type === 'vv_write' && deliveries.length > 0,
  )
  if (handed === undefined) return undefined
  const { src, dest, at } = handed.event
  const reading = readingsOf(run).find(
    ({ node, shown = [] }) => node === dest && shown.some(({ vc }) => entryOf(vc, src) > 0),
  )
  return (
    reading &&
    `At ${time(at)} ${src} sent ${dest} a "vv_write" of its own. ${readingText(reading)}: there ${src} counts, as if it were a client.`
  )
}
