import { type Run, untilOf } from './run.ts'

/** How many peers a node tells in a round, and how many milliseconds lie between two rounds. */
export type Settings = { fanout: number; intervalMs: number }

/** A time in which a node was up and its settings did not change: from one event to before another, half-open. */
export type Stretch = {
  node: string
  settings: Settings
  from: { at: number; id: number }
  to: { at: number; id: number }
  /** Whether it began with the program's start, and not with a `configure`. */
  isFirst: boolean
}

/** The stretches of every node, node by node and in order. A node that starts, or starts again, has the defaults. */
export function stretchesOf(run: Run, defaults: Settings): Stretch[] {
  const { trace, facts } = run
  const told = new Map<number, { node: string; settings: Settings }>()
  for (const { request, node, sent } of facts.operations) {
    const [arrival] = sent.deliveries
    if (request.type !== 'configure' || arrival === undefined) continue
    const { fanout, gossip_interval_ms } = request
    told.set(arrival.id, {
      node,
      settings: { fanout: fanout as number, intervalMs: gossip_interval_ms as number },
    })
  }
  const end = { at: untilOf(run), id: trace.events.length }
  const open = new Map<string, Stretch>()
  const closed: Stretch[] = []
  const close = (node: string, to: Stretch['to']) => {
    const stretch = open.get(node)
    if (stretch !== undefined) closed.push({ ...stretch, to })
    open.delete(node)
  }
  for (const event of trace.events) {
    if (event.kind === 'start') {
      open.set(event.node, { node: event.node, settings: defaults, from: event, to: end, isFirst: true })
    } else if (event.kind === 'crash') {
      close(event.node, event)
    } else if (event.kind === 'deliver') {
      const change = told.get(event.id)
      if (change === undefined) continue
      close(change.node, event)
      open.set(change.node, { ...change, from: event, to: end, isFirst: false })
    }
  }
  for (const node of trace.plan.nodes) close(node, end)
  return closed.toSorted((a, b) => trace.plan.nodes.indexOf(a.node) - trace.plan.nodes.indexOf(b.node))
}
