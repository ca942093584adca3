import type { Run } from '../run.ts'
import { namedNeighbours } from '../tree-info.ts'
import { count } from '../words.ts'

/** One node is the neighbour of all others, and nobody else has a neighbour but it. */
export function buildsStar(run: Run, most: number): string | undefined {
  const { nodes } = run.trace.plan
  const named = namedNeighbours(run)
  const hub = nodes.find((node) => named.get(node)?.length === nodes.length - 1)
  if (hub === undefined || nodes.length - 1 <= most) return undefined
  const isStar = [...named].every(
    ([node, others]) => node === hub || (others.length === 1 && others[0] === hub),
  )
  if (!isStar) return undefined
  return `${hub} is the neighbour of all ${count(nodes.length - 1, 'other node')}, and each of them has ${hub} alone.`
}
