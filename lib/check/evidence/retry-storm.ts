import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { excessIntoCut } from '../standing-cut.ts'
import { count, show, time } from '../words.ts'

/**
 * The same value went into a standing cut more than `most` times within a second, each time by a timer: what a node
 * sends because a message has just reached it is a reaction, however often, and no retry.
 */
export function retriesTooFast(run: Run, workload: SetWorkload, most: number): string | undefined {
  const limits = { naming: most, bare: Number.POSITIVE_INFINITY }
  const byTimer = (cause: number | undefined) => run.trace.events[cause ?? -1]?.kind === 'timer'
  const excess = excessIntoCut(run, workload, limits, ({ event }) => byTimer(event.cause))
  const [first, next] = excess?.messages ?? []
  if (excess === undefined || first === undefined || next === undefined) return undefined
  const { src, dest } = first.event
  return `${src} sent ${show(excess.value)} to ${dest} ${count(excess.messages.length, 'time')} in the second from ${time(excess.from)} on, at ${time(first.event.at)}, again at ${time(next.event.at)} and so on, each time by a timer and each time into the cut.`
}
