import type { Run } from './run.ts'

/** How many values a node may send in one batch, and how many milliseconds one may wait for others. */
export type Limits = { maxBatch: number; maxDelayMs: number }

/** What holds on a node until it is told otherwise. */
export const defaultLimits: Limits = { maxBatch: 10, maxDelayMs: 50 }

/** How late a node may be without being called late: the shortest time that a timer can be set to. */
export const slackMs = 1

/** The limits in force on a node at an event: those of the last `configure` request that had reached it. */
export function limitsIn({ facts }: Run): (node: string, event: number) => Limits {
  const told = new Map<string, { from: number; limits: Limits }[]>()
  for (const { request, node, sent } of facts.operations) {
    const [arrival] = sent.deliveries
    if (request.type !== 'configure' || arrival === undefined) continue
    const limits = { maxBatch: request.max_batch as number, maxDelayMs: request.max_delay_ms as number }
    told.set(node, [...(told.get(node) ?? []), { from: arrival.id, limits }])
  }
  return (node, event) => told.get(node)?.findLast(({ from }) => from <= event)?.limits ?? defaultLimits
}
