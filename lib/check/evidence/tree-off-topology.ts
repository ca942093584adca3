import { carriages } from '../carried.ts'
import { Forest } from '../graph.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { count, time } from '../words.ts'

/** Values cross a tree, and it has edges that the topology has not. */
export function inventsEdges(run: Run, workload: SetWorkload): string | undefined {
  const { topology = {} } = run.trace.plan
  const forest = new Forest()
  const edges = new Set<string>()
  const invented = new Map<string, { src: string; dest: string; at: number }>()
  for (const { forward } of carriages(run, workload)) {
    const { src, dest } = forward.event
    if (forest.add(src, dest) !== undefined) return undefined
    const edge = [src, dest].sort().join(' ')
    edges.add(edge)
    const isGiven = topology[src]?.includes(dest) || topology[dest]?.includes(src)
    if (!isGiven && !invented.has(edge)) invented.set(edge, forward.event)
  }
  const [first] = invented.values()
  if (first === undefined) return undefined
  const { src, dest, at } = first
  return `The values cross a tree of ${count(edges.size, 'edge')}, and ${invented.size} of them ${invented.size === 1 ? 'is' : 'are'} not in the topology: the first is ${src}–${dest}, used at ${time(at)}.`
}
