import type { AnswerShapes } from '../check/answers.ts'
import type { Contract } from '../protocol/contract.ts'
import type { Body } from '../protocol/message.ts'
import type { Operation, Plan } from '../trace/plan.ts'
import { broadcastAnswers, broadcastContract, broadcastObserve } from './broadcast.ts'

// Gossip on a timer that clients can set: `configure` besides the broadcast workload, and no topology.

const { topology: _map, ...valuesContract } = broadcastContract
const { topology: _told, ...valuesAnswers } = broadcastAnswers

export const periodicContract: Contract = {
  ...valuesContract,
  configure: { fanout: 'integer', gossip_interval_ms: 'number' },
}

export const periodicAnswers: AnswerShapes = {
  ...valuesAnswers,
  configure: { type: 'configure_ok', fields: [] },
}

/** A client's request at a node. */
export type Asked = { at: number; node: string; body: Body }

export function configured(at: number, node: string, fanout: number, intervalMs: number): Asked {
  return { at, node, body: { type: 'configure', fanout, gossip_interval_ms: intervalMs } }
}

export function broadcasted(at: number, node: string, message: number | string): Asked {
  return { at, node, body: { type: 'broadcast', message } }
}

/** Every node read once, at this time. */
export function readAll(at: number, nodes: readonly string[]): Asked[] {
  return nodes.map((node) => ({ at, node, body: { type: 'read' } }))
}

/** A run among nodes that may all talk to each other. Each request has a client of its own, so that none waits. */
export function periodicPlan(
  scenario: string,
  seed: number,
  nodes: string[],
  requests: Asked[],
  more: Partial<Plan> & { until: number },
): Plan {
  const operations = requests.map(
    ({ at, node, body }, index): Operation => ({ at, client: `c${index + 1}`, node, body }),
  )
  return {
    scenario,
    seed,
    nodes,
    latency: { kind: 'uniform', min: 5, max: 20 },
    faults: [],
    operations,
    observe: broadcastObserve,
    contract: periodicContract,
    ...more,
  }
}
