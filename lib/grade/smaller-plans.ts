import type { Links } from '../trace/event.ts'
import type { Fault, Plan, Topology } from '../trace/plan.ts'
import { withoutAlike } from './without-alike.ts'

/**
 * Plans that are one step smaller than this one, the boldest steps first: without a fault, with fewer requests, with
 * fewer nodes, with a tidier network. Each is a fair plan if this one is, save that what was cut may have been what
 * made it fair: whoever uses them must try them on a right program too.
 */
export function* smallerPlans(plan: Plan): Generator<Plan> {
  // Where many nodes are each asked something of their own, those that are asked nothing any more only cost time.
  const asked = new Set(plan.operations.map(({ node }) => node))
  const busy = asked.size < plan.nodes.length ? onNodes(plan, asked) : undefined
  if (busy !== undefined) yield busy
  for (let index = 0; index < plan.faults.length; index++) {
    yield { ...plan, faults: plan.faults.filter((_, other) => other !== index) }
  }
  for (const kept of fewer(plan.operations)) if (kept.length > 0) yield { ...plan, operations: kept }
  for (const kept of fewer(plan.nodes)) {
    const smaller = kept.length > 0 ? onNodes(plan, new Set(kept)) : undefined
    if (smaller !== undefined) yield smaller
  }
  for (const node of plan.nodes) {
    const bridged = onNodes(bridge(plan, node), new Set(plan.nodes.filter((other) => other !== node)))
    if (bridged !== undefined) yield bridged
  }
  const { loss, duplicate, reorder, reorderMs, ...steady } = plan
  if (loss !== undefined || duplicate !== undefined || reorder !== undefined) yield steady
  if (plan.latency.kind !== 'constant') yield { ...plan, latency: { kind: 'constant', ms: 10 } }
  yield* withoutAlike(plan)
}

/** A list without one half, then without one quarter, and so on down to without one item (Zeller's ddmin). */
function* fewer<T>(list: T[]): Generator<T[]> {
  for (let size = Math.ceil(list.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < list.length; start += size) {
      yield [...list.slice(0, start), ...list.slice(start + size)]
    }
  }
}

/** The plan with these nodes alone; undefined when that cuts the network in two or leaves nothing to ask. */
function onNodes(plan: Plan, kept: Set<string>): Plan | undefined {
  const nodes = plan.nodes.filter((node) => kept.has(node))
  const operations = plan.operations.filter(({ node }) => kept.has(node))
  if (operations.length === 0) return undefined
  const smaller: Plan = {
    ...plan,
    nodes,
    operations,
    faults: plan.faults.flatMap((fault) => faultOn(fault, kept)),
  }
  if (plan.topology === undefined) return smaller
  const topology: Topology = Object.fromEntries(
    nodes.map((node) => [node, (plan.topology?.[node] ?? []).filter((other) => kept.has(other))]),
  )
  return isConnected(topology) ? { ...smaller, topology } : undefined
}

/** The plan with an edge past this node, from its first neighbour to each of the others: a ring stays a ring. */
function bridge(plan: Plan, node: string): Plan {
  if (plan.topology === undefined) return plan
  const [first, ...others] = plan.topology[node] ?? []
  const topology: Topology = { ...plan.topology }
  if (first === undefined) return plan
  for (const other of others) {
    topology[first] = [...new Set([...(topology[first] ?? []), other])]
    topology[other] = [...new Set([...(topology[other] ?? []), first])]
  }
  return { ...plan, topology }
}

function faultOn(fault: Fault, kept: Set<string>): Fault[] {
  switch (fault.kind) {
    case 'partition': {
      const links: Links = fault.links
        .map(({ from, to }) => ({
          from: from.filter((node) => kept.has(node)),
          to: to.filter((node) => kept.has(node)),
        }))
        .filter(({ from, to }) => from.length > 0 && to.length > 0)
      return links.length === 0 ? [] : [{ ...fault, links }]
    }
    case 'crash':
    case 'crash-after-sending':
    case 'pause':
    case 'clock-step':
      return kept.has(fault.node) ? [fault] : []
    case 'loss':
      return [fault]
  }
}

function isConnected(topology: Topology): boolean {
  const [first] = Object.keys(topology)
  const reached = new Set(first === undefined ? [] : [first])
  for (const node of reached) for (const other of topology[node] ?? []) reached.add(other)
  return reached.size === Object.keys(topology).length
}
