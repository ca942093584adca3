import { copiesOf } from '../copies.ts'
import { Forest } from '../graph.ts'
import { isSymmetric } from '../overlay.ts'
import type { Run } from '../run.ts'
import { type SetWorkload, writesOf } from '../set-full.ts'
import { namedNeighbours } from '../tree-info.ts'
import { show, time } from '../words.ts'

/** Nodes agree about their edges, the edges close a cycle, and so a value came to a node from two sides. */
export function comesRound(run: Run, workload: SetWorkload): string | undefined {
  if (isSymmetric(run).kind !== 'holds') return undefined
  const way = cycleIn(namedNeighbours(run))
  if (way === undefined) return undefined
  const copies = copiesOf(run, workload)
  for (const [key, [write]] of writesOf(run, workload)) {
    const tellers = new Map<string, { src: string; at: number }>()
    for (const { key: its, value, sent } of copies) {
      const { src, dest, at } = sent.event
      if (its !== key) continue
      const before = tellers.get(dest)
      if (before !== undefined && before.src !== src)
        return `The nodes name the edges of a cycle: ${[...way, way[0]].join('–')}. ${show(value)}, broadcast at ${write?.node}, was sent to ${dest} by ${before.src} at ${time(before.at)} and by ${src} at ${time(at)}.`
      tellers.set(dest, { src, at })
    }
  }
  return undefined
}

function cycleIn(named: Map<string, string[]>): string[] | undefined {
  const forest = new Forest()
  for (const [node, neighbours] of named) {
    for (const other of neighbours) {
      const way = other === node ? undefined : forest.add(node, other)
      if (way !== undefined) return way
    }
  }
  return undefined
}
