import type { EventOf, TraceEvent } from '../trace/event.ts'
import type { Run } from './run.ts'

/** A time in which a node did nothing: it was down, or it stood still. `to` is infinite where that never ended. */
export type Outage = { kind: 'down' | 'still'; node: string; from: number; to: number; began: TraceEvent }

/** Every outage of a run, in the order they began. */
export function outagesOf({ trace }: Run): Outage[] {
  const outages: Outage[] = []
  const open = new Map<string, Outage>()
  const begin = (kind: Outage['kind'], began: EventOf<'crash'> | EventOf<'pause'>) => {
    const outage = { kind, node: began.node, from: began.at, to: Number.POSITIVE_INFINITY, began }
    open.set(`${kind} ${began.node}`, outage)
    outages.push(outage)
  }
  const end = (kind: Outage['kind'], { node, at }: { node: string; at: number }) => {
    const outage = open.get(`${kind} ${node}`)
    if (outage !== undefined) outage.to = at
    open.delete(`${kind} ${node}`)
  }
  for (const event of trace.events) {
    if (event.kind === 'crash') begin('down', event)
    else if (event.kind === 'pause') begin('still', event)
    else if (event.kind === 'resume') end('still', event)
    else if (event.kind === 'start' && event.again) end('down', event)
  }
  return outages
}

/** A node that stands still for less than this answers in time, and nothing has failed. */
const hiccupMs = 300

/** The outages that others notice. */
export function failuresOf(run: Run): Outage[] {
  return outagesOf(run).filter(({ kind, from, to }) => kind === 'down' || to - from > hiccupMs)
}

/** For a node and an event's id: when the node had started for the last time by then. */
export function startsIn({ trace }: Run): (node: string, before: number) => EventOf<'start'> | undefined {
  const starts = trace.events.filter((event): event is EventOf<'start'> => event.kind === 'start')
  return (node, before) => starts.findLast((start) => start.node === node && start.id < before)
}
