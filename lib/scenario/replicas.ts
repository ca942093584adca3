import type { Contract } from '../protocol/contract.ts'
import type { Caps, Observe, Plan } from '../trace/plan.ts'
import { type Asked, periodicPlan, readAll } from './periodic.ts'

/** What clients ask, and when the last update or the last heal is. */
export type Story = { requests: Asked[]; lastAt: number } & Partial<Plan>

/**
 * Replicas that gossip as they please until all are equal, `equalWithinMs` after the last update or heal: then clients
 * read every one, and a little later the run ends.
 */
export function replicasPlan(
  scenario: string,
  seed: number,
  nodes: string[],
  { requests, lastAt, ...more }: Story,
  {
    equalWithinMs,
    ...shared
  }: { contract: Contract; observe: Observe; caps: Partial<Caps>; equalWithinMs: number },
): Plan {
  const equalAt = lastAt + equalWithinMs + 100
  const asked = [...requests, ...readAll(equalAt, nodes)]
  return periodicPlan(scenario, seed, nodes, asked, { until: equalAt + 400, ...shared, ...more })
}
