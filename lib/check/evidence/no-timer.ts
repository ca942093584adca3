import { isForward } from '../../trace/facts.ts'
import { occasionOf } from '../gossip-rounds.ts'
import { type Run, untilOf } from '../run.ts'
import type { Settings } from '../stretches.ts'
import { count, time } from '../words.ts'

/** In a run of many intervals no node ever sent anything of itself. */
export function hasNoTimer(run: Run, { intervalMs }: Settings): string | undefined {
  const until = untilOf(run)
  // Alone a node has nobody to send anything to.
  if (run.trace.plan.nodes.length < 2) return undefined
  const forwards = run.facts.serverMessages.filter(isForward)
  if (until < 5 * intervalMs || forwards.some((sent) => occasionOf(run, sent).kind === 'timer'))
    return undefined
  const sent =
    forwards.length === 0
      ? 'no node sent any message'
      : `${count(forwards.length, 'message')} left, every one because some message had come in`
  return `In ${time(until)} ${sent}; no timer ever sent one.`
}
