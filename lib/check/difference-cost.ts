import { envelopeBytes } from '../trace/metrics.ts'
import { cutsOf, lastHeal } from './cuts.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { count, number, time } from './words.ts'

/** After the last value has arrived, what was on its way yet counts for so long. */
const trailMs = 500

/**
 * From the heal until all nodes hold the same, and a little longer, they send at most `share` of the bytes that one
 * message with all values has.
 */
export function costsByDifference(run: Run, share: number): Finding {
  const { facts, trace } = run
  const healedAt = lastHeal(cutsOf(run))
  if (healedAt === undefined) return holds
  const after = trace.events.filter((event) => event.kind === 'learn' && event.at >= healedAt)
  const equalAt = after.at(-1)?.at
  if (equalAt === undefined) return holds
  const [src = '', dest = src] = trace.plan.nodes
  const all = [...facts.knowledge.values()].map(({ value }) => value)
  const full = envelopeBytes(src, dest, { type: 'sync', messages: all })
  const most = share * full
  const sent = facts.serverMessages.filter(
    ({ event }) => event.at >= healedAt && event.at < equalAt + trailMs,
  )
  const sizes = sent.map(({ event }) => envelopeBytes(event.src, event.dest, event.body))
  const total = sizes.reduce((sum, bytes) => sum + bytes, 0)
  if (total <= most) return holds
  const largest = sent[sizes.indexOf(Math.max(...sizes))]?.event
  const different = new Set(after.map((event) => (event.kind === 'learn' ? event.value : ''))).size
  return {
    kind: 'fails',
    at: healedAt,
    message: `At ${time(healedAt)} the nodes differed by ${count(different, 'value')} of ${number(all.length)}. Until ${time(equalAt + trailMs)}, when that was over, they sent ${number(total)} bytes. One message with all values has ${number(full)}; ${number(share * 100)} % of that, ${number(most)}, should do.`,
    chain: [
      `The largest of ${count(sent.length, 'message')}: ${largest?.src} → ${largest?.dest} "${largest?.body.type}" at ${time(largest?.at ?? 0)}, ${number(Math.max(...sizes))} bytes.`,
    ],
  }
}
