import type { Window } from '../../../lib/check/peer-choice.ts'
import type { Run } from '../../../lib/check/run.ts'
import { broadcastWorkload as workload } from '../../../lib/scenario/broadcast.ts'

/** When clients were bringing in values. */
export function loadOf({ facts }: Run): Window {
  const times = facts.operations
    .filter(({ request }) => request.type === workload.write)
    .map((o) => o.invokedAt)
  return { from: Math.min(...times), to: Math.max(...times) }
}
