import { countsOf } from '../ack-counts.ts'
import { patienceMs, treeTalkOf } from '../ack-waits.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { show, time } from '../words.ts'

/** Of a number and its text, both sent to the same neighbour, `pending` counts one. Nothing else is missing from it. */
export function mixesUpTwins(run: Run, workload: SetWorkload): string | undefined {
  const { waits } = treeTalkOf(run, workload)
  let evidence: string | undefined
  for (const { node, at, body, answeredId } of countsOf(run, 'check_acks')) {
    const open = waits.filter(
      ({ node: own, send, ack }) =>
        own === node &&
        send.id < answeredId &&
        at - send.at < patienceMs &&
        (ack === undefined || ack.id > answeredId),
    )
    const apart = new Map(open.map((wait) => [`${wait.neighbour} ${wait.value}`, wait]))
    if (typeof body.pending === 'number' && body.pending < apart.size) return undefined
    if (apart.size === open.length || body.pending !== apart.size) continue
    const twin = open.find((wait) => apart.get(`${wait.neighbour} ${wait.value}`) !== wait)
    const other = twin && apart.get(`${twin.neighbour} ${twin.value}`)
    if (twin === undefined || other === undefined) continue
    evidence ??= `${node} had sent ${twin.neighbour} both ${show(twin.value)} and ${show(other.value)} by ${time(at)}, and neither was acknowledged. "check_acks" counted one of them: pending: ${show(body.pending as never)}.`
  }
  return evidence
}
