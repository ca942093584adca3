import { type Body, isClient, type Json, type Value } from '../protocol/message.ts'
import type { EventOf, TraceEvent } from '../trace/event.ts'
import type { Trace } from '../trace/trace.ts'
import { duration } from './text.ts'

/** A line of a space-time diagram: something that happened between two participants, or on one. */
export type Moment = {
  at: number
  /** Where the arrow starts; absent for what happens on one node. */
  from?: string
  /** Where it ends, or where it happens; absent for what happens to the whole network. */
  to?: string
  mark: 'arrival' | 'loss' | 'event' | 'network'
  text: string
}

/**
 * A trace as the moments worth a line, in order: arrivals (with what the receiver learned by them), losses, crashes,
 * partitions. Sends stand at their arrival or loss, or at the end; the harness's own topology requests are left out,
 * unless a node answers with an error.
 */
export function momentsOf({ plan, events, end }: Trace): Moment[] {
  const sends = new Map<number, EventOf<'send'>>()
  const learned = learnedBy(events)
  const arrived = new Set<number>()
  const moments: Moment[] = []
  for (const event of events) {
    if (event.kind === 'send') sends.set(event.message, event)
    if (event.kind === 'deliver' || event.kind === 'drop') arrived.add(event.message)
    if (event.kind === 'deliver' && isHarness(sends.get(event.message), plan.contract)) continue
    const moment = momentOf(event, sends, learned)
    if (moment !== undefined) moments.push(moment)
  }
  for (const [message, { at, src, dest, body }] of sends) {
    if (arrived.has(message)) continue
    moments.push({
      at: end.at,
      from: src,
      to: dest,
      mark: 'loss',
      text: `${bodyText(body)}: sent at ${duration(at)}, still on its way`,
    })
  }
  return moments
}

function momentOf(
  event: TraceEvent,
  sends: Map<number, EventOf<'send'>>,
  learned: Map<number, Value[]>,
): Moment | undefined {
  const { at } = event
  switch (event.kind) {
    case 'deliver': {
      const send = sends.get(event.message)
      if (send === undefined) return undefined
      const news = learned.get(event.id) ?? []
      const learns =
        news.length === 0 ? '' : `; ${event.dest} learns ${news.map((value) => show(value)).join(', ')}`
      const text = `${bodyText(send.body)}${learns}`
      return { at, from: event.src, to: event.dest, mark: 'arrival', text }
    }
    case 'drop': {
      const send = sends.get(event.message)
      if (send === undefined) return undefined
      return {
        at,
        from: event.src,
        to: event.dest,
        mark: 'loss',
        text: `${bodyText(send.body)}: ${lossText(event)}`,
      }
    }
    case 'start':
      return event.again
        ? { at, to: event.node, mark: 'event', text: `${event.node} starts again, empty` }
        : undefined
    case 'crash':
      return { at, to: event.node, mark: 'event', text: `${event.node} crashes` }
    case 'pause':
      return { at, to: event.node, mark: 'event', text: `${event.node} is paused` }
    case 'resume':
      return { at, to: event.node, mark: 'event', text: `${event.node} goes on` }
    case 'clock':
      return { at, to: event.node, mark: 'event', text: `${event.node}'s clock steps by ${event.stepMs} ms` }
    case 'cut':
      return { at, mark: 'network', text: `partition "${event.name}" begins` }
    case 'heal':
      return { at, mark: 'network', text: `partition "${event.name}" heals` }
    case 'forget':
      return { at, to: event.node, mark: 'event', text: `${event.node} no longer shows ${show(event.value)}` }
    case 'give-up':
      return { at, to: event.src, mark: 'event', text: `${event.src} gives up waiting for ${event.dest}` }
    case 'log':
      return { at, to: event.node, mark: 'event', text: `${event.node} logs: ${event.text}` }
    case 'unreadable':
      return { at, to: event.node, mark: 'event', text: event.problem }
    case 'send':
    case 'timer':
    case 'learn':
    case 'repeat':
      return undefined
  }
}

/** What each delivery taught its receiver, by the delivery's id. */
function learnedBy(events: TraceEvent[]): Map<number, Value[]> {
  const learned = new Map<number, Value[]>()
  for (const event of events) {
    if (event.kind !== 'learn' || event.cause === undefined) continue
    learned.set(event.cause, [...(learned.get(event.cause) ?? []), event.value])
  }
  return learned
}

/** A task that has no topology answers that request with an error, and is right to. */
function isHarness(send: EventOf<'send'> | undefined, contract: object): boolean {
  if (send === undefined) return false
  const { src, dest, body } = send
  if (body.type === 'error' && 'topology' in contract) return false
  return src === 'c0' || dest === 'c0' || (isClient(src) && isClient(dest))
}

function lossText({ reason, by, src, dest }: EventOf<'drop'>): string {
  switch (reason) {
    case 'loss':
      return 'lost'
    case 'cut':
      return `dropped by partition "${by}"`
    case 'crashed':
      return `${dest} is down`
    case 'sender-crashed':
      return `${src} crashed before it left`
    case 'filter':
      return `refused by ${dest}'s filter`
    case 'unhandled':
      return `${dest} has no handler for it`
    case 'no-such-node':
      return `there is no ${dest}`
  }
}

/** A body in a few words: its type and its fields, without the ids. */
function bodyText({ type, msg_id: _id, in_reply_to: _to, ...fields }: Body): string {
  const shown = Object.values(fields).map((field) => show(field as Json))
  return [type, ...shown].join(' ')
}

function show(value: Json): string {
  const text = JSON.stringify(value)
  return text.length <= 30 ? text : `${text.slice(0, 27)}...`
}
