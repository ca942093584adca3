import type { Run } from '../run.ts'
import { candidatesOf, wavesOf } from '../waves.ts'
import { count, show, time } from '../words.ts'

/**
 * The program ended itself on a node that had heard a value with a fanout above the number of peers it could tell, and
 * had gone well as long as there were enough.
 */
export function stopsBeyondPeers(run: Run): string | undefined {
  const { end } = run.trace
  if (end.kind !== 'threw' && end.kind !== 'stuck' && end.kind !== 'out-of-memory') return undefined
  const { waves } = wavesOf(run)
  const excessive = (wave: (typeof waves)[number]) => wave.fanout > candidatesOf(run, wave).length
  const last = waves.findLast(({ node }) => node === end.node)
  if (last === undefined || !excessive(last) || !waves.some((wave) => !excessive(wave))) return undefined
  const { node, value, heard, fanout } = last
  const candidates = candidatesOf(run, last).length
  return `At ${time(heard.at)} ${node} heard ${show(value)} with a fanout of ${fanout} and ${candidates === 0 ? 'nobody' : count(candidates, 'peer')} left to tell, and the program ended. Where there were enough peers it went on.`
}
