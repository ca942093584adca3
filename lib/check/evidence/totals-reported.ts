import { countsOf } from '../ack-counts.ts'
import { isTimedOut, treeTalkOf } from '../ack-waits.ts'
import { startsIn } from '../outages.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { show, time } from '../words.ts'

/** `check_acks` said the same number of time-outs again though nothing new had timed out. */
export function reportsTotals(run: Run, workload: SetWorkload): string | undefined {
  const { waits } = treeTalkOf(run, workload)
  const starts = startsIn(run)
  const checks = countsOf(run, 'check_acks')
  for (const [index, { node, at, body, arrival }] of checks.entries()) {
    const before = checks.slice(0, index).findLast((check) => check.node === node)
    if (before === undefined || Number(body.timed_out) < 1) continue
    const from = starts(node, arrival.id)?.id ?? 0
    const over = (by: number) =>
      waits.filter((wait) => wait.node === node && wait.send.id > from && isTimedOut(wait, by)).length
    if (over(at) !== over(before.at) || over(at) === 0 || body.timed_out !== over(at)) continue
    if (before.arrival.id < from) continue
    return `At ${time(before.at)} and at ${time(at)} ${node} was asked "check_acks", and nothing timed out in between. The second time it said timed_out: ${show(body.timed_out as never)} all the same, the number of all time-outs since it started.`
  }
  return undefined
}
