import { arrivalsAt, type Stay, staysOf } from '../buffering.ts'
import { slackMs } from '../limits.ts'
import type { Run } from '../run.ts'
import { count, show, time } from '../words.ts'

/** Simulated times are exact to the microsecond, and differences of them as good as that. */
const exactMs = 0.002

/**
 * Every value that a timer sent late left exactly one delay after something else had arrived, with no gap of a delay
 * before that. One of them alone could be chance: a timer that is merely too long may end there too.
 */
export function restartsItsTimer(run: Run): string | undefined {
  const late = staysOf(run).filter(
    ({ learned, left, limits }) =>
      left !== undefined &&
      left.event.at > learned.at + limits.maxDelayMs + slackMs &&
      run.trace.events[left.event.cause ?? -1]?.kind === 'timer',
  )
  const restarts = late.map((stay) => restartOf(run, stay))
  const [first] = restarts
  if (first === undefined || restarts.includes(undefined)) return undefined
  const { stay, leftAt, restartAt, arrivals } = first
  const { node, value, learned, limits } = stay
  return `${show(value)} waited on ${node} from ${time(learned.at)} to ${time(leftAt)}, through ${count(arrivals, 'further arrival')}: it left ${limits.maxDelayMs} ms after the one at ${time(restartAt)}, not after its own.`
}

type Restart = { stay: Stay; leftAt: number; restartAt: number; arrivals: number }

/** The arrival that a value's departure must have been counted from. */
function restartOf(run: Run, stay: Stay): Restart | undefined {
  const { node, learned, left, limits } = stay
  const leftAt = left?.event.at ?? learned.at
  const arrivals = arrivalsAt(run, node).filter(({ at }) => at > learned.at && at < leftAt)
  let before = learned.at
  for (const { at } of arrivals) {
    if (at - before > limits.maxDelayMs) return undefined
    if (Math.abs(leftAt - at - limits.maxDelayMs) < exactMs) {
      return { stay, leftAt, restartAt: at, arrivals: arrivals.length }
    }
    before = at
  }
  return undefined
}
