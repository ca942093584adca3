import type { Trace } from './trace.ts'

/** Simulated time 0 on an unskewed clock: 2026-01-01T00:00:00Z. */
export const epochMs = 1_767_225_600_000

/** What the clock of a node says as an event happens: milliseconds since the Unix epoch, skew and steps included. */
export function clockIn({
  plan,
  events,
}: Trace): (node: string, event: { id: number; at: number }) => number {
  const steps = events.filter((event) => event.kind === 'clock')
  return (node, { id, at }) => {
    const stepped = steps.filter((step) => step.node === node && step.id < id)
    return stepped.reduce((ms, { stepMs }) => ms + stepMs, epochMs + at + (plan.skew?.[node] ?? 0))
  }
}
