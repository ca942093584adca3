import type { Finding } from '../finding.ts'
import { hasDegreeWithin, isAcyclic, isConnected, isShallow } from '../overlay.ts'
import type { Run } from '../run.ts'
import { namedNeighbours } from '../tree-info.ts'
import { count } from '../words.ts'

/** In smaller networks, or where most nodes are neighbours, a tree of any making may happen to keep to the map. */
const leastNodes = 8

/** Every node that has neighbours on the map names some of those and no others, and that is what is wrong with the tree. */
export function keepsToMap(run: Run, mostNeighbours: number): string | undefined {
  const { nodes, topology = {} } = run.trace.plan
  const named = namedNeighbours(run)
  const edges = nodes.reduce((sum, node) => sum + (topology[node]?.length ?? 0), 0) / 2
  if (nodes.length < leastNodes || edges > (nodes.length * (nodes.length - 1)) / 4) return undefined
  if (nodes.some((node) => !named.has(node))) return undefined
  const isKept = [...named].every(([node, others]) => {
    const given = topology[node] ?? []
    return others.every((other) => given.includes(other)) && (others.length > 0 || given.length === 0)
  })
  if (!isKept) return undefined
  const faults = [isAcyclic(run), isConnected(run), hasDegreeWithin(run, mostNeighbours), isShallow(run)]
  const fault = faults.find((finding): finding is Finding & { kind: 'fails' } => finding.kind === 'fails')
  if (fault === undefined) return undefined
  return `All neighbours that the ${count(nodes.length, 'node')} name are neighbours in the topology that they were given. ${fault.message}`
}
