import { arrivalsAt, staysOf } from '../buffering.ts'
import { slackMs } from '../limits.ts'
import type { Run } from '../run.ts'
import { count, show, time } from '../words.ts'

/** A value left late, exactly one delay after the last of a row of arrivals, each of which came within a delay of the one before. */
export function restartsItsTimer(run: Run): string | undefined {
  for (const { node, value, learned, left, limits } of staysOf(run)) {
    const { maxDelayMs } = limits
    if (left === undefined || left.event.at <= learned.at + maxDelayMs + slackMs) continue
    if (run.trace.events[left.event.cause ?? -1]?.kind !== 'timer') continue
    const since = arrivalsAt(run, node).filter(({ at }) => at > learned.at && at < left.event.at)
    const times = [learned.at, ...since.map(({ at }) => at)]
    const last = times.at(-1) ?? learned.at
    const isRow = times.every((at, index) => at - (times[index - 1] ?? at) <= maxDelayMs)
    if (!isRow || since.length === 0 || Math.abs(left.event.at - last - maxDelayMs) > slackMs) continue
    return `${show(value)} waited on ${node} from ${time(learned.at)} to ${time(left.event.at)}, through ${count(since.length, 'further arrival')}: it left ${maxDelayMs} ms after the last of them, at ${time(last)}, not after its own.`
  }
  return undefined
}
