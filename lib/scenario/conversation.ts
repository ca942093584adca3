import type { Contract } from '../protocol/contract.ts'
import type { Body } from '../protocol/message.ts'
import type { Observe, Plan } from '../trace/plan.ts'

/** A client's patience and a little more, for each request. */
const perRequestMs = 6000

/** One node and one client, which makes its requests one after another, each when the last was answered. */
export function conversationPlan(
  scenario: string,
  seed: number,
  requests: Body[],
  shared: { contract: Contract; observe?: Observe },
  more: Partial<Plan> = {},
): Plan {
  return {
    scenario,
    seed,
    nodes: ['n1'],
    topology: { n1: [] },
    latency: { kind: 'constant', ms: 10 },
    faults: [],
    operations: requests.map((body) => ({ at: 0, client: 'c1', node: 'n1', body })),
    until: requests.length * perRequestMs,
    ...shared,
    ...more,
  }
}
