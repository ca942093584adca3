import { type Body, isClient, type Json, type Value, valueKey } from '../protocol/message.ts'
import type { EventOf, TraceEvent } from '../trace/event.ts'
import type { Trace } from '../trace/trace.ts'
import { heldText } from '../trace/writes.ts'
import type { Knowledge, NodeState, Spread, SpreadValue } from './spread.ts'

/** Reads off a trace, once, who knew what when. */
export function readSpread({ plan, events, end }: Trace): Spread {
  const reader = new Reader(events)
  const moments = new Set<number>()
  const spread: Spread = {
    nodes: plan.nodes,
    values: [],
    moments: [],
    sends: [],
    informed: [],
    health: new Map(),
    cuts: [],
    end: end.at,
  }
  let pairs = 0
  const change = (at: number, by: number) => {
    pairs += by
    spread.informed.push({ at, pairs })
    moments.add(at)
  }
  const health = (node: string, at: number, state: NodeState) => {
    spread.health.set(node, [...(spread.health.get(node) ?? []), { at, state }])
    moments.add(at)
  }

  for (const event of events) {
    const { at } = event
    switch (event.kind) {
      case 'send': {
        if (!isClient(event.src) && !isClient(event.dest)) spread.sends.push(at)
        for (const value of writtenBy(event, plan)) {
          reader.valueOf(value).written ??= { at, node: event.dest, client: event.src }
          moments.add(at)
        }
        break
      }
      case 'learn':
        reader.learn(event)
        change(at, 1)
        break
      case 'forget':
        change(at, -reader.forget(event.node, event.value, at))
        break
      case 'crash':
        change(at, -reader.forgetAll(event.node, at))
        health(event.node, at, 'down')
        break
      case 'start':
        if (event.again) health(event.node, at, 'up')
        break
      case 'pause':
        health(event.node, at, 'paused')
        break
      case 'resume':
        health(event.node, at, 'up')
        break
      case 'cut':
        spread.cuts.push({ name: event.name, from: at, to: Number.POSITIVE_INFINITY })
        moments.add(at)
        break
      case 'heal': {
        const cut = spread.cuts.findLast(({ name, to }) => name === event.name && to > at)
        if (cut !== undefined) cut.to = at
        moments.add(at)
        break
      }
      default:
    }
  }
  const values = [...reader.values.values()]
  spread.values = [...values.filter(({ written }) => written), ...values.filter(({ written }) => !written)]
  spread.moments = [...moments].sort((a, b) => a - b)
  return spread
}

/** The values in a client's request: what it puts under observed keys, or the fields that its contract calls values. */
function writtenBy({ src, body }: EventOf<'send'>, { contract, observe }: Trace['plan']): Value[] {
  const fields = isClient(src) && Object.hasOwn(contract, body.type) ? contract[body.type] : undefined
  if (fields === undefined) return []
  if (observe !== undefined && 'keys' in observe) return heldBy(body, observe.keys)
  return Object.keys(fields)
    .filter((field) => fields[field] === 'value')
    .map((field) => body[field.replace(/\?$/, '')])
    .filter(isValue)
}

/** What a store that takes this in holds, as the observer tells it. */
function heldBy({ key, value, entries }: Body, keys: string[]): Value[] {
  const given: [string, Json | undefined][] = isRecord(entries)
    ? Object.keys(entries).map((name) => [name, valueIn(entries[name])])
    : [[String(key), value]]
  return given.flatMap(([name, held]) =>
    held === undefined || !keys.includes(name) ? [] : [heldText(name, held)],
  )
}

function valueIn(entry: Json | undefined): Json | undefined {
  return isRecord(entry) ? entry.value : undefined
}

function isRecord(given: Json | undefined): given is { [key: string]: Json } {
  return typeof given === 'object' && given !== null && !Array.isArray(given)
}

function isValue(given: Json | undefined): given is Value {
  return typeof given === 'number' || typeof given === 'string'
}

/** Follows causes, and keeps what is known so far. */
class Reader {
  readonly values = new Map<string, SpreadValue>()
  readonly #events: readonly TraceEvent[]

  constructor(events: readonly TraceEvent[]) {
    this.#events = events
  }

  valueOf(value: Value): SpreadValue {
    const key = valueKey(value)
    const known = this.values.get(key) ?? { value, knowledge: new Map() }
    this.values.set(key, known)
    return known
  }

  learn(event: EventOf<'learn'>): void {
    const { knowledge } = this.valueOf(event.value)
    const delivery = this.#deliveryBehind(event)
    const learned: Knowledge = {
      from: event.at,
      to: Number.POSITIVE_INFINITY,
      hops: delivery === undefined ? 0 : this.#hops(delivery, knowledge),
      ...(delivery && { source: delivery.src }),
    }
    knowledge.set(event.node, [...(knowledge.get(event.node) ?? []), learned])
  }

  /** Returns how many pairs were forgotten: 0 or 1. */
  forget(node: string, value: Value, at: number): number {
    return end(this.valueOf(value).knowledge.get(node), at)
  }

  forgetAll(node: string, at: number): number {
    let forgotten = 0
    for (const { knowledge } of this.values.values()) forgotten += end(knowledge.get(node), at)
    return forgotten
  }

  /** The arrival that made a node do this, perhaps by way of its timers. */
  #deliveryBehind({ cause }: TraceEvent): EventOf<'deliver'> | undefined {
    for (let at = cause; at !== undefined; ) {
      const event: TraceEvent | undefined = this.#events[at]
      if (event?.kind === 'deliver') return event
      at = event?.cause
    }
    return undefined
  }

  /** One more than its sender had, as it sent. A sender that was never seen to know it merely passed it on. */
  #hops(delivery: EventOf<'deliver'>, knowledge: Map<string, Knowledge[]>): number {
    let hops = 0
    for (let arrival: EventOf<'deliver'> | undefined = delivery; arrival !== undefined; ) {
      if (isClient(arrival.src)) return hops
      hops++
      const sent: TraceEvent | undefined = this.#events[arrival.cause ?? -1]
      const sender = knowledge.get(arrival.src)?.findLast(({ from }) => from <= (sent?.at ?? 0))
      if (sender !== undefined) return hops + sender.hops
      arrival = sent && this.#deliveryBehind(sent)
    }
    return hops
  }
}

function end(stretches: Knowledge[] | undefined, at: number): number {
  const last = stretches?.at(-1)
  if (last === undefined || last.to <= at) return 0
  last.to = at
  return 1
}
