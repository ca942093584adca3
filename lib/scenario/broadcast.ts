import type { AnswerShapes } from '../check/answers.ts'
import type { SetWorkload } from '../check/set-full.ts'
import type { Contract } from '../protocol/contract.ts'
import type { Value } from '../protocol/message.ts'
import type { Observe, Operation, Plan, Topology } from '../trace/plan.ts'

// The broadcast workload, which many tasks share: values go in by `broadcast` and are read back by `read`.

export const broadcastContract: Contract = {
  topology: { topology: 'topology' },
  broadcast: { message: 'value' },
  read: {},
}

export const broadcastAnswers: AnswerShapes = {
  topology: { type: 'topology_ok', fields: [] },
  broadcast: { type: 'broadcast_ok', fields: [] },
  read: { type: 'read_ok', fields: ['messages'] },
}

export const broadcastWorkload: SetWorkload = {
  write: 'broadcast',
  field: 'message',
  read: 'read',
  list: 'messages',
}

export const broadcastObserve: Observe = {
  request: { type: 'read' },
  reply: 'read_ok',
  field: 'messages',
}

/** Legal values that trip a program which keeps them as object keys, tests them for truth, or sorts them as text. */
export const awkwardValues: Value[] = [0, '', 1, '1', -1, 2.5, 'constructor', '__proto__', 'a b', 'ü']

/** A broadcast, or without `message` a read, at a node. */
export type Request = { at: number; node: string; message?: Value }

/** How long after the last request a run goes on: longer than a client's patience, so that a missing answer shows. */
const lingerMs = 6000

/**
 * A run of the broadcast workload over a topology. Every request has a client of its own, so that none waits for
 * another. `settleMs` after the last request every node is read once more, as a client would. The rest of the plan
 * (faults, latency, caps, a longer run) can be given as `more`.
 */
export function broadcastPlan(
  scenario: string,
  seed: number,
  topology: Topology,
  requests: Request[],
  { settleMs = 1000, ...more }: { settleMs?: number } & Partial<Plan> = {},
): Plan {
  const nodes = Object.keys(topology)
  const finalAt = Math.max(...requests.map(({ at }) => at)) + settleMs
  const final = nodes.map((node): Request => ({ at: finalAt, node }))
  return {
    scenario,
    seed,
    nodes,
    topology,
    latency: { kind: 'constant', ms: 10 },
    faults: [],
    operations: [...requests, ...final].map(asOperation),
    until: finalAt + lingerMs,
    observe: broadcastObserve,
    contract: broadcastContract,
    ...more,
  }
}

function asOperation({ at, node, message }: Request, index: number): Operation {
  const body = message === undefined ? { type: 'read' } : { type: 'broadcast', message }
  return { at, client: `c${index + 1}`, node, body }
}
