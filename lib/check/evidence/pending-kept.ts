import { countsOf } from '../ack-counts.ts'
import { isTimedOut, patienceMs, treeTalkOf } from '../ack-waits.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { show, time } from '../words.ts'

/** What has timed out is still counted as pending, though the node has acted on it. */
export function keepsTimedOutPending(run: Run, workload: SetWorkload): string | undefined {
  const { waits, direct } = treeTalkOf(run, workload)
  for (const { node, at, body, answeredId } of countsOf(run, 'check_acks')) {
    const open = waits.filter(
      ({ node: own, send, ack }) =>
        own === node && send.id < answeredId && (ack === undefined || ack.id > answeredId),
    )
    const over = open.filter((wait) => isTimedOut(wait, at))
    const [first] = over
    if (first === undefined || body.pending !== open.length) continue
    if (open.some(({ send }) => at - send.at === patienceMs)) continue
    const acted = direct.some(
      ({ keys, sent: { event } }) => event.src === node && keys.includes(first.key) && event.id < answeredId,
    )
    if (!acted) continue
    return `${node} sent ${show(first.value)} to ${first.neighbour} at ${time(first.send.at)}; its time was over at ${time(first.due)}, and ${node} sent it directly. At ${time(at)} "check_acks" still counted it: pending: ${show(body.pending as never)}.`
  }
  return undefined
}
