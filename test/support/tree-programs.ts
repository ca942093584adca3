import type { Node } from '../../lib/node/api.ts'
import type { Value } from '../../lib/protocol/message.ts'
import type { Topology } from '../../lib/trace/plan.ts'
import { broadcaster } from './programs.ts'

/** Passes a new value to the neighbours that `choose` names when the topology comes, the sender left out or not. */
export function passingTo(
  choose: (node: Node, topology: Topology) => string[],
  tell: (node: Node, to: string, message: Value) => void = (node, to, message) =>
    node.send(to, { type: 'broadcast', message }),
  { echoes = false }: { echoes?: boolean } = {},
) {
  return (node: Node): void => {
    let neighbours: string[] = []
    broadcaster(node, (message, src) => {
      for (const to of neighbours) if (echoes || to !== src) tell(node, to, message)
    })
    node.on('topology', ({ topology }) => {
      neighbours = choose(node, topology)
      return { type: 'topology_ok' }
    })
  }
}

/** All neighbours in the topology: in a tree, those in the tree. */
export function allNeighbours(node: Node, topology: Topology): string[] {
  return topology[node.id] ?? []
}

/** Neighbours in the line n1–n2–n3–…, whatever the topology is. */
export function inLine(node: Node, topology: Topology): string[] {
  const order = Object.keys(topology)
  const me = order.indexOf(node.id)
  return [order[me - 1], order[me + 1]].filter((id) => id !== undefined)
}
