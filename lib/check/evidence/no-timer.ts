import { isForward } from '../../trace/facts.ts'
import { occasionOf } from '../gossip-rounds.ts'
import type { Run } from '../run.ts'
import type { Settings } from '../stretches.ts'
import { count, time } from '../words.ts'

/** In a run of many intervals no node ever sent anything of itself. */
export function hasNoTimer(run: Run, { intervalMs }: Settings): string | undefined {
  const { end, plan } = run.trace
  // Alone a node has nobody to send anything to.
  if (plan.nodes.length < 2) return undefined
  const forwards = run.facts.serverMessages.filter(isForward)
  if (end.at < 5 * intervalMs || forwards.some((sent) => occasionOf(run, sent).kind === 'timer'))
    return undefined
  const sent =
    forwards.length === 0
      ? 'no node sent any message'
      : `${count(forwards.length, 'message')} left, every one because some message had come in`
  return `In ${time(end.at)} ${sent}; no timer ever sent one.`
}
