import type { Run } from './run.ts'

/** To how many peers a node forwards until it is told otherwise. */
const defaultFanout = 2

/** The fanout in force on a node at an event: that of the last `configure` request that had reached it. */
export function fanoutIn({ facts }: Run): (node: string, event: number) => number {
  const told = new Map<string, { from: number; fanout: number }[]>()
  for (const { request, node, sent } of facts.operations) {
    const [arrival] = sent.deliveries
    if (request.type !== 'configure' || arrival === undefined) continue
    told.set(node, [...(told.get(node) ?? []), { from: arrival.id, fanout: request.fanout as number }])
  }
  return (node, event) => told.get(node)?.findLast(({ from }) => from <= event)?.fanout ?? defaultFanout
}
