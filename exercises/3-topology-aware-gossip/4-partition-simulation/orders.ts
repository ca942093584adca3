import type { AnswerShapes } from '../../../lib/check/answers.ts'
import type { Contract } from '../../../lib/protocol/contract.ts'
import type { Json } from '../../../lib/protocol/message.ts'
import { broadcastAnswers, broadcastContract } from '../../../lib/scenario/broadcast.ts'
import { type Asked, periodicPlan } from '../../../lib/scenario/periodic.ts'
import { complete } from '../../../lib/scenario/topologies.ts'
import type { Plan } from '../../../lib/trace/plan.ts'

// The broadcast workload, and the three requests by which a client cuts nodes off and asks them about it.

export const contract: Contract = {
  ...broadcastContract,
  partition: { blocked: 'strings' },
  heal: {},
  partition_status: {},
}

export const answers: AnswerShapes = {
  ...broadcastAnswers,
  partition: { type: 'partition_ok', fields: [] },
  heal: { type: 'heal_ok', fields: [] },
  partition_status: {
    type: 'partition_status_ok',
    fields: ['blocked', 'is_partitioned', 'messages_dropped'],
  },
}

/** Nodes that can reach each other are equal within this time, which the task text promises. */
export const equalWithinMs = 3000

export function blocks(at: number, node: string, blocked: string[]): Asked {
  return { at, node, body: { type: 'partition', blocked: blocked as Json } }
}

export function heals(at: number, node: string): Asked {
  return { at, node, body: { type: 'heal' } }
}

export function status(at: number, node: string): Asked {
  return { at, node, body: { type: 'partition_status' } }
}

/** Every node of each group is told to block all nodes of the other ones, a moment after `at`. */
export function split(at: () => number, ...groups: string[][]): Asked[] {
  return groups.flatMap((group) =>
    group.map((node) => {
      const others = groups.filter((other) => other !== group).flat()
      return blocks(at(), node, others)
    }),
  )
}

/** How long a run goes on after the last request. */
const lingerMs = 1000

/** Five nodes, everybody a neighbour of everybody. */
export function orderedPlan(
  scenario: string,
  seed: number,
  requests: Asked[],
  more: Partial<Plan> = {},
): Plan {
  const topology = complete(5)
  const ordered = requests.toSorted((a, b) => a.at - b.at)
  const until = (ordered.at(-1)?.at ?? 0) + lingerMs
  return periodicPlan(scenario, seed, Object.keys(topology), ordered, {
    topology,
    contract,
    until,
    ...more,
  })
}
