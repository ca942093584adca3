import { isClient, type Value, valueKey } from '../protocol/message.ts'
import type { EventOf } from '../trace/event.ts'
import { valuesOf } from './carried.ts'
import { valuesIn } from './named.ts'
import type { Run } from './run.ts'
import type { SetWorkload } from './set-full.ts'

/** How a value came to a node for the first time. For runs in which nobody forgets. */
export type FirstArrival = {
  node: string
  key: string
  value: Value
  /** The node that sent it, undefined where a client did. */
  from: string | undefined
  /** The type of the message that brought it. */
  type: string
  via: 'tree' | 'gossip'
  /** Messages from node to node between the client's request and this node. */
  hops: number
  brought: EventOf<'deliver'>
  learned: EventOf<'learn'>
}

/** By node and value key with a blank between them, in the order in which values came. */
export type FirstArrivals = Map<string, FirstArrival>

/** The type of the messages by which a value crosses the tree; whatever else brings one is gossip. */
export const treeType = 'tree_broadcast'

/** How values get in and are read back. */
const workload: SetWorkload = { write: 'broadcast', field: 'message', read: 'read', list: 'messages' }

/** Seven checks and as many mistakes look at the arrivals of one and the same run. */
const found = new WeakMap<Run, FirstArrivals>()

/**
 * The first arrival of every value that a node came to know. It is the message by which the node learned the value, if
 * the value stands in it, and else the first that had the value in it: one that only names a value, as what its sender
 * has, need not bring it. What no message shows is left out.
 */
export function firstArrivals(run: Run): FirstArrivals {
  const before = found.get(run)
  if (before !== undefined) return before
  const arrivals = findArrivals(run)
  found.set(run, arrivals)
  return arrivals
}

function findArrivals(run: Run): FirstArrivals {
  const { trace, facts } = run
  const values = valuesOf(run, workload)
  const earliest = new Map<string, EventOf<'deliver'>>()
  for (const event of trace.events) {
    if (event.kind !== 'deliver' || isClient(event.dest)) continue
    const body = facts.sent[event.message]?.event.body
    if (body === undefined) continue
    for (const value of valuesIn(body, values)) {
      const place = `${event.dest} ${valueKey(value)}`
      if (!earliest.has(place)) earliest.set(place, event)
    }
  }
  const all: { place: string; brought: EventOf<'deliver'>; learned: EventOf<'learn'> }[] = []
  for (const [key, { value, learned: by }] of facts.knowledge) {
    for (const [node, learned] of by) {
      const place = `${node} ${key}`
      const cause = trace.events[learned.cause ?? -1]
      const body = cause?.kind === 'deliver' ? facts.sent[cause.message]?.event.body : undefined
      const showing = body !== undefined && valuesIn(body, new Set([value])).size > 0
      const brought = showing && cause?.kind === 'deliver' ? cause : earliest.get(place)
      if (brought !== undefined && brought.id < learned.id) all.push({ place, brought, learned })
    }
  }
  const arrivals: FirstArrivals = new Map()
  for (const { place, brought, learned } of all.sort((a, b) => a.brought.id - b.brought.id)) {
    const type = facts.sent[brought.message]?.event.body.type ?? ''
    const isOwn = isClient(brought.src)
    const key = valueKey(learned.value)
    const sender = isOwn ? undefined : arrivals.get(`${brought.src} ${key}`)
    if (!isOwn && sender === undefined) continue
    arrivals.set(place, {
      node: learned.node,
      key,
      value: learned.value,
      from: isOwn ? undefined : brought.src,
      type,
      via: isOwn || type === treeType ? 'tree' : 'gossip',
      hops: sender === undefined ? 0 : sender.hops + 1,
      brought,
      learned,
    })
  }
  return arrivals
}

/** The nodes that a value passed on its way to this one, the one that had it from a client first. */
export function wayOf(arrivals: FirstArrivals, arrival: FirstArrival): FirstArrival[] {
  const way = [arrival]
  for (let at: FirstArrival | undefined = arrival; at?.from !== undefined; ) {
    at = arrivals.get(`${at.from} ${at.key}`)
    if (at !== undefined) way.unshift(at)
  }
  return way
}
