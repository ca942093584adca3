import { type Finding, holds } from './finding.ts'
import { firstArrivals } from './first-arrivals.ts'
import type { Run } from './run.ts'
import { count, show, time } from './words.ts'

/** What a node should say of the values that it knows: how many came by the tree, how many by gossip. */
type Counts = { tree_deliveries: number; gossip_deliveries: number; total: number }

/** `hybrid_stats` counts the values that the node knew when it was asked, or when it answered, by how they came first. */
export function hybridStatsAgree(run: Run): Finding {
  const byNode = new Map<string, { id: number; at: number; isTree: boolean }[]>()
  for (const { node, learned, via } of firstArrivals(run).values()) {
    const its = byNode.get(node) ?? []
    byNode.set(node, its)
    its.push({ id: learned.id, at: learned.at, isTree: via === 'tree' })
  }
  for (const { request, answer, node, client, sent } of run.facts.operations) {
    const [arrival] = sent.deliveries
    if (request.type !== 'hybrid_stats' || answer?.body.type !== 'hybrid_stats_ok') continue
    if (arrival === undefined) continue
    const its = byNode.get(node) ?? []
    const asked = countsOf(its.filter(({ id }) => id < arrival.id))
    const answered = countsOf(its.filter(({ id, at }) => id < arrival.id || at < answer.at))
    const fields = ['tree_deliveries', 'gossip_deliveries', 'total'] as const
    const matches = (counts: Counts) => fields.every((field) => answer.body[field] === counts[field])
    if (matches(asked) || matches(answered)) continue
    const wrong = fields.find((field) => answer.body[field] !== asked[field]) ?? 'total'
    return {
      kind: 'fails',
      at: arrival.at,
      message: `At ${time(arrival.at)} ${client} asked ${node} for its "hybrid_stats". It answered ${wrong}: ${show(answer.body[wrong])}, and it is ${asked[wrong]}.`,
      chain: [
        `By then ${node} knew ${count(asked.total, 'value')}; ${asked.tree_deliveries} had come by the tree first, its own clients’ among them, and ${asked.gossip_deliveries} by gossip.`,
      ],
    }
  }
  return holds
}

function countsOf(arrivals: { isTree: boolean }[]): Counts {
  const tree = arrivals.filter(({ isTree }) => isTree).length
  return { tree_deliveries: tree, gossip_deliveries: arrivals.length - tree, total: arrivals.length }
}
