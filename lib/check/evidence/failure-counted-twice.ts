import { countsOf } from '../ack-counts.ts'
import { isTimedOut, patienceMs, treeTalkOf } from '../ack-waits.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { count, show, time } from '../words.ts'

/**
 * A node sent a value to a silent neighbour once more, directly, and when that was not acknowledged in time either,
 * counted a second failure for the same value and neighbour.
 */
export function countsSilenceTwice(run: Run, workload: SetWorkload): string | undefined {
  const { waits, direct } = treeTalkOf(run, workload)
  for (const { node, at, body, answeredId } of countsOf(run, 'failure_stats')) {
    const its = waits.filter(
      (wait) => wait.node === node && wait.send.id < answeredId && isTimedOut(wait, at),
    )
    if (Number(body.total_failures) <= its.length) continue
    const again = its.find(({ key, neighbour }) =>
      direct.some(
        ({ keys, sent: { event } }) =>
          event.src === node && event.dest === neighbour && keys.includes(key) && event.at + patienceMs <= at,
      ),
    )
    // Whoever counts too much before that does not do it for waiting twice.
    if (again === undefined) return undefined
    return `${node} sent ${show(again.value)} to ${again.neighbour} at ${time(again.send.at)}, and sent it directly as well when no acknowledgement came in time. At ${time(at)} its "failure_stats" said total_failures: ${show(body.total_failures as never)}; ${count(its.length, 'value')} had not been acknowledged in time, each neighbour counted once.`
  }
  return undefined
}
