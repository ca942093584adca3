import { valueKey } from '../../protocol/message.ts'
import { carriages, valuesOf } from '../carried.ts'
import { countEdges } from '../edges.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { count, number, show } from '../words.ts'

/** A value went from every node that knew it to all its neighbours, but perhaps the one it came from: more than a tree. */
export function floods(run: Run, workload: SetWorkload): string | undefined {
  const { nodes, topology = {} } = run.trace.plan
  const edges = countEdges(run.trace.plan)
  // In a tree all neighbours are neighbours in the tree.
  if (edges < nodes.length) return undefined
  const all = carriages(run, workload)
  for (const value of valuesOf(run, workload)) {
    const its = all.filter(({ values }) => values.includes(value)).map(({ forward }) => forward)
    if (its.length < nodes.length) continue
    const sent = new Set(its.map(({ event }) => `${event.src} ${event.dest}`))
    const first = new Map<string, { id: number; src: string }>()
    for (const { deliveries } of its) {
      const [delivery] = deliveries
      if (delivery === undefined) continue
      const before = first.get(delivery.dest)
      if (before === undefined || delivery.id < before.id) first.set(delivery.dest, delivery)
    }
    const learned = run.facts.knowledge.get(valueKey(value))?.learned ?? new Map()
    if (learned.size < nodes.length) continue
    const flooded = [...learned.keys()].every((node) =>
      (topology[node] ?? []).every((other) => sent.has(`${node} ${other}`) || first.get(node)?.src === other),
    )
    if (!flooded) continue
    return `Each of ${count(learned.size, 'node')} passed ${show(value)} to all its neighbours but the one it had it from: ${count(its.length, 'forward')} over ${count(edges, 'edge')}, where a tree has ${number(nodes.length - 1)}.`
  }
  return undefined
}
