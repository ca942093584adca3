import { isClient, type Value, valueKey } from '../protocol/message.ts'
import type { EventOf } from '../trace/event.ts'
import type { Knowledge } from '../trace/facts.ts'
import { carriages, carriedBy, valuesOf } from './carried.ts'
import { type Finding, holds } from './finding.ts'
import { centresOf, Forest } from './graph.ts'
import type { Run } from './run.ts'
import { type SetWorkload, writesOf } from './set-full.ts'
import { count, names, number, show, time } from './words.ts'

/**
 * Every value reaches every node in at most twice the radius in hops: as far as from anywhere to a centre of the
 * graph, and from there to anywhere else.
 */
export function withinTwiceRadius(run: Run, workload: SetWorkload): Finding {
  const { topology = {} } = run.trace.plan
  const { radius, centres } = centresOf(topology)
  const values = valuesOf(run, workload)
  const arrivals = arrivalsOf(run, values)
  const tree = new Forest()
  for (const { forward } of carriages(run, workload)) tree.add(forward.event.src, forward.event.dest)
  for (const value of values) {
    const known = run.facts.knowledge.get(valueKey(value))
    if (known === undefined) continue
    const origins = (writesOf(run, workload).get(valueKey(value)) ?? []).map(({ node }) => node)
    // Where messages do not show the value, the edges in use do, if they form a tree: it has one way only.
    const fromOrigin = ([first = '', ...rest]: string[]) =>
      origins.includes(first)
        ? [first, ...rest]
        : [...(tree.way(origins[0] ?? first, first) ?? [first]), ...rest]
    const ways = [...known.learned].map(([node, learn]) => ({
      way: fromOrigin(wayTo(run, node, known, arrivals)),
      learn,
    }))
    const [longest] = ways.sort((a, b) => b.way.length - a.way.length)
    if (longest === undefined || longest.way.length - 1 <= 2 * radius) continue
    const { way, learn } = longest
    return {
      kind: 'fails',
      at: learn.at,
      message: `${show(value)} took ${count(way.length - 1, 'hop')} from ${way[0]} to ${learn.node}, which had it at ${time(learn.at)}. ${number(2 * radius)} are enough for anybody: twice the radius of this graph, ${number(radius)}, by a tree of shortest ways from a centre.`,
      chain: [
        `The way it took: ${way.join(' → ')}.`,
        `${centres.length === 1 ? 'The centre is' : 'The centres are'} ${names(centres)}: from there no node is farther than ${count(radius, 'hop')}.`,
      ],
    }
  }
  return holds
}

/** By node and value, the first message between nodes that brought it. */
type Arrivals = Map<string, EventOf<'deliver'>>

function arrivalsOf({ facts }: Run, values: ReadonlySet<Value>): Arrivals {
  const arrivals: Arrivals = new Map()
  for (const { event, deliveries } of facts.serverMessages) {
    const [delivery] = deliveries
    if (delivery === undefined) continue
    for (const value of carriedBy(event.body, values)) {
      const key = `${event.dest} ${valueKey(value)}`
      if ((arrivals.get(key)?.id ?? Number.POSITIVE_INFINITY) > delivery.id) arrivals.set(key, delivery)
    }
  }
  return arrivals
}

/** The nodes a value passed on its way to one of them, the one that had it from a client first. */
function wayTo(run: Run, node: string, known: Knowledge, arrivals: Arrivals): string[] {
  const way = [node]
  for (;;) {
    const learn = known.learned.get(way[0] as string)
    const from = learn === undefined ? undefined : tellerOf(run, learn, arrivals)
    if (from === undefined || way.includes(from)) return way
    way.unshift(from)
  }
}

/** Who told a node what it learned: the message that brought the value, or where none shows it, the very cause. */
function tellerOf({ trace }: Run, learn: EventOf<'learn'>, arrivals: Arrivals): string | undefined {
  const arrival = arrivals.get(`${learn.node} ${valueKey(learn.value)}`)
  if (arrival !== undefined && arrival.id < learn.id) return arrival.src
  const cause = trace.events[learn.cause ?? -1]
  return cause?.kind !== 'deliver' || isClient(cause.src) ? undefined : cause.src
}
