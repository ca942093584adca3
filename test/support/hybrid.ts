import type { Node } from '../../lib/node/api.ts'
import type { Value } from '../../lib/protocol/message.ts'
import { nodeIds } from '../../lib/scenario/topologies.ts'
import type { Operation, Plan } from '../../lib/trace/plan.ts'
import type { Main } from './plain-program.ts'
import { broadcast, request, run } from './run.ts'

/** So many nodes 10 ms apart; what is left open is as `run` has it. */
export function hybridRun(main: Main, size: number, operations: Operation[], more: Partial<Plan> = {}) {
  const contract = {
    topology: { topology: 'topology' as const },
    broadcast: { message: 'value' as const },
    read: {},
    delivery_info: { value: 'value' as const },
    hybrid_stats: {},
  }
  return run(main, { nodes: nodeIds(size), contract, operations, until: 5000, ...more })
}

export function deliveryAsked(at: number, node: string, value: Value, client = 'c8'): Operation {
  return { at, client, node, body: { type: 'delivery_info', value } }
}

/** A value at each of so many nodes, and at 4 s everything asked of everybody. */
export function everything(size: number): Operation[] {
  const nodes = nodeIds(size)
  const values = nodes.map((node, index) => broadcast(100 + 40 * index, node, 4000 + index, `c1${index}`))
  return [
    ...nodes.map((node, index) => request(50, node, 'hybrid_stats', `c2${index}`)),
    ...values,
    ...nodes.map((node, index) => request(4000, node, 'hybrid_stats', `c3${index}`)),
    ...nodes.flatMap((node, index) =>
      nodes.map((_, other) => deliveryAsked(4000, node, 4000 + other, `c4${index}0${other}`)),
    ),
  ]
}

/** Nodes in a row, each passing on what is new; what they answer is told. */
export function row(answers: {
  /** The type of the messages in which values travel. */
  type?: string
  info?: (node: Node, value: Value) => { [field: string]: unknown } | undefined
  stats?: (node: Node, known: number) => { [field: string]: unknown }
}): Main {
  return (node: Node) => {
    const known = new Set<Value>()
    const { type = 'tree_broadcast', info, stats } = answers
    const place = node.nodeIds.indexOf(node.id)
    const neighbours = [place - 1, place + 1].flatMap((other) => node.nodeIds[other] ?? [])
    const learn = (value: Value, from: string) => {
      if (known.has(value)) return
      known.add(value)
      for (const other of neighbours) if (other !== from) node.send(other, { type, message: value })
    }
    node.on('broadcast', ({ message }, { src }) => {
      learn(message, src)
      return { type: 'broadcast_ok' }
    })
    node.on(type, ({ message }, { src }) => learn(message, src))
    node.on('delivery_info', ({ value }) => {
      const told = info?.(node, value)
      if (told === undefined) throw node.error(20)
      return { type: 'delivery_info_ok', value, ...told }
    })
    node.on('hybrid_stats', () => ({ type: 'hybrid_stats_ok', ...stats?.(node, known.size) }))
    node.on('read', () => ({ type: 'read_ok', messages: [...known] }))
  }
}
