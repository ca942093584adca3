import { type Stay, staysOf } from '../buffering.ts'
import { slackMs } from '../limits.ts'
import type { Run } from '../run.ts'
import { count, show, time } from '../words.ts'

/** Simulated times are exact to the microsecond, and differences of them as good as that. */
const exactMs = 0.002

/**
 * Every value that a timer sent late left exactly one delay after the last new value had come to its node, with no gap
 * of a delay before that; and one at least waited through several. A timer that is merely too long may end there by
 * chance, and one that had to be started by a later arrival counts from the first of them, not from the last.
 */
export function restartsItsTimer(run: Run): string | undefined {
  const stays = staysOf(run)
  const late = stays.filter(
    ({ learned, left, limits }) =>
      left !== undefined &&
      left.event.at > learned.at + limits.maxDelayMs + slackMs &&
      run.trace.events[left.event.cause ?? -1]?.kind === 'timer',
  )
  const restarts = late.map((stay) => restartOf(stays, stay))
  if (restarts.includes(undefined)) return undefined
  const first = restarts.find((restart) => restart !== undefined && restart.arrivals > 1)
  if (first === undefined) return undefined
  const { stay, leftAt, restartAt, arrivals } = first
  const { node, value, learned, limits } = stay
  return `${show(value)} waited on ${node} from ${time(learned.at)} to ${time(leftAt)}, while something new came ${count(arrivals, 'time')} more: it left ${limits.maxDelayMs} ms after the one at ${time(restartAt)}, the last of them, not after its own.`
}

type Restart = { stay: Stay; leftAt: number; restartAt: number; arrivals: number }

/** The arrival that a value's departure must have been counted from. */
function restartOf(stays: Stay[], stay: Stay): Restart | undefined {
  const { node, learned, left, limits } = stay
  const leftAt = left?.event.at ?? learned.at
  const times = stays
    .filter((other) => other.node === node && other.learned.at > learned.at && other.learned.at < leftAt)
    .map((other) => other.learned.at)
  const moments = [...new Set(times)]
  const isKeptRunning = moments.every(
    (at, index) => at - (moments[index - 1] ?? learned.at) <= limits.maxDelayMs,
  )
  const restartAt = moments.at(-1)
  if (restartAt === undefined || !isKeptRunning) return undefined
  if (Math.abs(leftAt - restartAt - limits.maxDelayMs) >= exactMs) return undefined
  return { stay, leftAt, restartAt, arrivals: moments.length }
}
