import { envelopeBytes } from '../trace/metrics.ts'
import { cutsOf, lastHeal } from './cuts.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { busiestWindow } from './windows.ts'
import { count, number, time } from './words.ts'

const second = 1000

/**
 * From `afterMs` after the last heal on, every second carries less than `share` of the bytes of the busiest second of
 * the run: what everybody has is not told again and again.
 */
export function settlesAfterHeal(run: Run, { afterMs, share }: { afterMs: number; share: number }): Finding {
  const healedAt = lastHeal(cutsOf(run))
  if (healedAt === undefined) return holds
  const traffic = run.facts.serverMessages.map(({ event: { at, src, dest, body } }) => ({
    at,
    amount: envelopeBytes(src, dest, body),
  }))
  const peak = busiestWindow(traffic, second)
  const from = healedAt + afterMs
  const after = busiestWindow(
    traffic.filter(({ at }) => at >= from),
    second,
  )
  if (after.total === 0 || after.total < share * peak.total) return holds
  return {
    kind: 'fails',
    at: after.from,
    message: `The last partition healed at ${time(healedAt)}. From ${time(from)} on every second should carry less than ${number(share * 100)} % of the ${number(peak.total)} bytes of the busiest one, at ${time(peak.from)}; the second from ${time(after.from)} on still carried ${number(after.total)} bytes, ${number((100 * after.total) / peak.total)} %.`,
    chain: [largest(run, after.from)],
  }
}

/** The largest message of that second, as a place to start looking. */
function largest(run: Run, from: number): string {
  const within = run.facts.serverMessages
    .filter(({ event }) => event.at >= from && event.at < from + second)
    .map(({ event }) => ({ event, bytes: envelopeBytes(event.src, event.dest, event.body) }))
    .sort((a, b) => b.bytes - a.bytes)
  const [most] = within
  if (most === undefined) return ''
  const { src, dest, body, at } = most.event
  return `The largest of ${count(within.length, 'message')} in it: ${src} → ${dest} "${body.type}" at ${time(at)}, ${number(most.bytes)} bytes.`
}
