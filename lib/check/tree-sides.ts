import type { Run } from './run.ts'
import { namedNeighbours } from './tree-info.ts'

/** Everybody who is cut off when the edge between these two is: the far node, and whoever is behind it. */
export function sideOf(run: Run, far: string, near: string): Set<string> {
  const neighbours = namedNeighbours(run)
  const side = new Set([far])
  for (const node of side)
    for (const next of neighbours.get(node) ?? []) if (node !== far || next !== near) side.add(next)
  return side
}
