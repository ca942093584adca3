import { isAcyclic, isConnected, isShallow } from '../overlay.ts'
import type { Run } from '../run.ts'
import { namedNeighbours } from '../tree-info.ts'
import { count } from '../words.ts'

/** The nodes stand in a row, each joined to the one before it and the one behind it, and the row is too long. */
export function buildsChain(run: Run): string | undefined {
  if (isShallow(run).kind !== 'fails') return undefined
  if (isAcyclic(run).kind !== 'holds' || isConnected(run).kind !== 'holds') return undefined
  const named = namedNeighbours(run)
  const ends = [...named].filter(([, neighbours]) => neighbours.length === 1).map(([node]) => node)
  if (ends.length !== 2) return undefined
  return `No node has more than two neighbours: all ${count(named.size, 'node')} stand in a row from ${ends[0]} to ${ends[1]}, ${count(named.size - 1, 'hop')} apart.`
}
