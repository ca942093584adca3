import { clockIn } from '../trace/clock.ts'
import { type Finding, holds } from './finding.ts'
import { broughtIn } from './lww-entries.ts'
import type { Run } from './run.ts'
import { show, time } from './words.ts'

/** How far a ts may be beside what it should be, in seconds: milliseconds are cut off, and a little is added. */
const slackSeconds = 0.01

/**
 * The ts of a write is what its node's clock says, in seconds, unless that would not win. Then it is a little more than
 * what it has to beat. Nobody can look into a node, so the upper bound is what any of them may have seen: the fastest
 * clock, and the greatest ts so far.
 */
export function followsClock(run: Run): Finding {
  const clock = clockIn(run.trace)
  let greatest = 0
  for (const { entry, at, arrival, answered, operation } of broughtIn(run)) {
    if (operation.request.type === 'write') {
      const own = Math.min(clock(at, arrival), clock(at, answered)) / 1000
      const clocks = run.trace.plan.nodes.flatMap((node) => [clock(node, arrival), clock(node, answered)])
      const most = Math.max(greatest, Math.max(...clocks) / 1000)
      const asked = `At ${time(answered.at)} ${at} answered ${operation.client}'s write of ${show(entry.value)} with ts ${entry.ts}.`
      const fails = (text: string): Finding => ({
        kind: 'fails',
        at: answered.at,
        message: `${asked} ${text}`,
      })
      if (entry.ts < own - slackSeconds) return fails(tooLow(at, own))
      if (entry.ts > most + slackSeconds) return fails(tooHigh(at, own, entry.ts, greatest))
    }
    greatest = Math.max(greatest, entry.ts)
  }
  return holds
}

function tooLow(node: string, own: number): string {
  return `The clock of ${node} said ${own.toFixed(3)} s then, and ts must not be less.`
}

function tooHigh(node: string, own: number, ts: number, greatest: number): string {
  const isMilliseconds = Math.abs(ts / 1000 - own) < 10
  const seen = greatest > own ? ` The greatest ts there was before is ${greatest}.` : ''
  const hint = isMilliseconds ? ' It is in milliseconds, and ts is in seconds.' : ''
  return `The clock of ${node} said ${own.toFixed(3)} s then.${seen} ts may be greater than that by ${slackSeconds} at most.${hint}`
}
