import type { Run } from '../run.ts'
import { type SetWorkload, writesOf } from '../set-full.ts'
import { count, show } from '../words.ts'

/** A node acknowledged and spread a value, others show it, and the node itself does not. */
export function dropsOwnWrites(run: Run, workload: SetWorkload): string | undefined {
  for (const [key, operations] of writesOf(run, workload)) {
    for (const { node, request, answer } of operations) {
      const known = run.facts.knowledge.get(key)
      if (answer?.body.type !== `${workload.write}_ok` || known === undefined || known.learned.has(node))
        continue
      return `${node} acknowledged ${show(request[workload.field])} and passed it on; ${count(known.holders.size, 'other node')} came to show it, ${node} itself never did.`
    }
  }
  return undefined
}
