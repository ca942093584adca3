import { countsOf } from '../ack-counts.ts'
import { isTimedOut, treeTalkOf } from '../ack-waits.ts'
import { repeatsLists } from '../deliveries.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { count, names, show, time } from '../words.ts'

/** Whoever looks at the clock late, or tries again first, has counted a pair by then. */
const graceMs = 1500

/**
 * `total_failures` is still the number of neighbours that were ever silent when more values than that have waited in
 * vain for long.
 */
export function countsSilentNeighbours(run: Run, workload: SetWorkload): string | undefined {
  if (repeatsLists(run, workload)) return undefined
  const { waits } = treeTalkOf(run, workload)
  const checks = countsOf(run, 'check_acks')
  for (const { node, at, body, arrival } of countsOf(run, 'failure_stats')) {
    const check = checks.findLast((other) => other.node === node && other.answeredId < arrival.id)
    if (check === undefined) continue
    const its = waits.filter(
      (wait) => wait.node === node && wait.ack === undefined && isTimedOut(wait, check.at),
    )
    const silent = [...new Set(its.map(({ neighbour }) => neighbour))]
    const long = its.filter((wait) => isTimedOut(wait, check.at - graceMs))
    if (long.length <= silent.length || body.total_failures !== silent.length) continue
    return `By ${time(at)} ${names(silent)} had left ${count(long.length, 'value')} of ${node} without an acknowledgement. Its "failure_stats" said total_failures: ${show(body.total_failures as never)}, the number of silent neighbours.`
  }
  return undefined
}
