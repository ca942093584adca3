import { countsOf } from '../ack-counts.ts'
import { isTimedOut, patienceMs, treeTalkOf } from '../ack-waits.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { show, time } from '../words.ts'

/** Long after a neighbour's time was over a node had counted no failure, and it never sent anything directly. */
export function neverTimesOut(run: Run, workload: SetWorkload): string | undefined {
  const { waits, direct } = treeTalkOf(run, workload)
  for (const wait of waits) {
    if (wait.ack !== undefined || direct.some(({ sent: { event } }) => event.src === wait.node)) continue
    const stats = countsOf(run, 'failure_stats').find(
      ({ node, at }) => node === wait.node && isTimedOut(wait, at - 2 * patienceMs),
    )
    if (stats === undefined || stats.body.total_failures !== 0) continue
    return `${wait.node} sent ${show(wait.value)} to ${wait.neighbour} at ${time(wait.send.at)}, and no acknowledgement ever came. At ${time(stats.at)} its "failure_stats" still said total_failures: 0, and in the whole run it sent nothing directly.`
  }
  return undefined
}
