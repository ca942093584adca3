import { isClient, type Value } from '../../protocol/message.ts'
import { departures } from '../batches.ts'
import type { Run } from '../run.ts'
import { type SetWorkload, writesOf } from '../set-full.ts'
import { show, time } from '../words.ts'

/** A value that a client brought showed in the node's `read` at the moment it was sent on, and not before. */
export function hidesItsBuffer(run: Run, workload: SetWorkload): string | undefined {
  const leftIn = departures(run)
  for (const [key, operations] of writesOf(run, workload)) {
    for (const { node, request, sent } of operations) {
      const [arrival] = sent.deliveries
      const value = request[workload.field] as Value
      const learned = run.facts.knowledge.get(key)?.learned.get(node)
      const left = leftIn(node, value)
      if (arrival === undefined || learned === undefined || left === undefined) continue
      if (!isClient(arrival.src) || learned.at <= arrival.at || learned.at !== left.event.at) continue
      return `${node} received ${show(value)} at ${time(arrival.at)}; its "${workload.read}" showed it from ${time(learned.at)} on, the very moment a batch took it to ${left.event.dest}.`
    }
  }
  return undefined
}
