import { treeTalkOf } from '../ack-waits.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { count, show, time } from '../words.ts'

/** Values came along the tree, and in the whole run no node sent a `broadcast_ack`. */
export function sendsNoAcks(run: Run, workload: SetWorkload): string | undefined {
  if (run.facts.serverMessages.some(({ event }) => event.body.type === 'broadcast_ack')) return undefined
  const came = treeTalkOf(run, workload).waits.filter(({ arrival }) => arrival !== undefined)
  const [first] = came
  if (first?.arrival === undefined) return undefined
  return `${first.neighbour} got ${show(first.value)} from ${first.node} at ${time(first.arrival.at)} and sent no "broadcast_ack" back. ${count(came.length, 'value')} came along the tree to some node, and none was acknowledged in the whole run.`
}
