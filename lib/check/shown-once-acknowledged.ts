import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { type SetWorkload, writesOf } from './set-full.ts'
import { show, time } from './words.ts'

/** A node shows a value itself from the moment its client has the acknowledgement, at the latest. */
export function shownOnceAcknowledged(run: Run, workload: SetWorkload): Finding {
  for (const [key, writes] of writesOf(run, workload)) {
    for (const { node, client, request, answer } of writes) {
      const learned = run.facts.knowledge.get(key)?.learned.get(node)
      // Never shown at all is lost, and told as such.
      if (learned === undefined || answer?.body.type !== `${workload.write}_ok`) continue
      if (learned.at <= answer.at) continue
      const value = show(request[workload.field])
      return {
        kind: 'fails',
        at: answer.at,
        message: `At ${time(answer.at)} ${node} answered ${client}'s "${workload.write}" of ${value} with "${answer.body.type}". Its "${workload.read}" should show ${value} from then on; it did from ${time(learned.at)} on.`,
      }
    }
  }
  return holds
}
