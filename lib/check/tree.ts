import { isClient, type Value, valueKey } from '../protocol/message.ts'
import type { EventOf } from '../trace/event.ts'
import { byType } from './by-type.ts'
import { type Carriage, carriages, valuesOf } from './carried.ts'
import { type Finding, holds } from './finding.ts'
import { Forest } from './graph.ts'
import type { Run } from './run.ts'
import { type SetWorkload, writesOf } from './set-full.ts'
import { aType, count, names, number, show, time } from './words.ts'

/**
 * A value crosses each edge of a spanning tree once: n − 1 forwards, where it enters the network at one node. Fewer
 * leave somebody without it, unless they came in one message with others, so more is what there is to find.
 */
export function oncePerTreeEdge(run: Run, workload: SetWorkload): Finding {
  const { length: nodes } = run.trace.plan.nodes
  const all = carriages(run, workload)
  const values = [...valuesOf(run, workload)]
  for (const value of values) {
    const its = all.filter((carriage) => carriage.values.includes(value))
    if (its.length < nodes) continue
    return {
      kind: 'fails',
      at: its[nodes - 1]?.forward.event.at ?? 0,
      message: `${show(value)} was forwarded ${count(its.length, 'time')}. ${exactly(nodes - 1)} needed: n − 1 for ${count(nodes, 'node')}, one for each edge of a spanning tree.`,
      chain: [...byType(its.map(({ forward }) => forward)), ...firstWaste(run, workload, value, its)],
    }
  }
  const limit = values.length * (nodes - 1)
  if (all.length <= limit) return holds
  return {
    kind: 'fails',
    at: all[limit]?.forward.event.at ?? 0,
    message: `${count(values.length, 'value')} took ${count(all.length, 'forward')}. ${exactly(limit)} needed: n − 1 for each value, with ${count(nodes, 'node')}.`,
    chain: firstIdle(all),
  }
}

/** All values, and whatever else nodes say, cross the edges of one tree: no edge in use closes a cycle. */
export function oneTreeForAll(run: Run, workload: SetWorkload): Finding {
  const forest = new Forest()
  const firsts = new Map<string, Carriage>()
  for (const carriage of carriages(run, workload)) {
    const { event } = carriage.forward
    const { src, dest, at } = event
    const way = forest.add(src, dest)
    if (way !== undefined) {
      return {
        kind: 'fails',
        at,
        message: `All messages between nodes should cross the same ${number(run.trace.plan.nodes.length - 1)} edges, those of one spanning tree. At ${time(at)} ${src} sent ${contentsOf(carriage)} to ${dest}, though the edges in use joined the two already, as ${way.join('–')}: the edge ${src}–${dest} closes a cycle, and a tree has none.`,
        chain: crossings(way, firsts),
      }
    }
    const edge = edgeOf(src, dest)
    if (!firsts.has(edge)) firsts.set(edge, carriage)
  }
  return holds
}

/** The first message that went to a node which had the value, or was about to. */
function firstWaste(run: Run, workload: SetWorkload, value: Value, its: Carriage[]): string[] {
  const [write] = writesOf(run, workload).get(valueKey(value)) ?? []
  const told = new Map<string, EventOf<'send'>>()
  if (write !== undefined) told.set(write.node, write.sent.event)
  for (const { forward } of its) {
    const { src, dest, at, cause, body } = forward.event
    const before = told.get(dest)
    if (before === undefined) {
      told.set(dest, forward.event)
      continue
    }
    const trigger = run.trace.events[cause ?? -1]
    const isAgain =
      trigger?.kind === 'deliver' && isClient(trigger.src) && trigger.src !== write?.client
        ? [`${trigger.src} had broadcast the same value once more, at ${src}.`]
        : []
    const had = isClient(before.src)
      ? `A client, ${before.src}, had broadcast ${show(value)} at ${dest} at ${time(before.at)}`
      : `${before.src} sent ${show(value)} to ${dest} at ${time(before.at)}`
    const as = before.body.type === body.type ? '' : `, in ${aType(body.type)}`
    const wasted =
      before.src === src
        ? `${had}, and again at ${time(at)}${as}.`
        : `${had}; ${src} sent it there too, at ${time(at)}${as}.`
    return [wasted, ...isAgain]
  }
  return []
}

/** The first forward without a value in it, where every value by itself kept to its number. */
function firstIdle(all: Carriage[]): string[] {
  const idle = all.filter(({ values }) => values.length === 0)
  const [first] = idle
  if (first === undefined) return []
  const { src, dest, at, body } = first.forward.event
  const one = `${aType(body.type)} from ${src} to ${dest} at ${time(at)}`
  return [
    idle.length === 1
      ? `One forward carried no value: ${one}.`
      : `${count(idle.length, 'forward')} carried no value, the first ${one}.`,
    'Every message between nodes that is no answer to a request counts.',
  ]
}

/** Who went along each edge of a way first. */
function crossings(way: string[], firsts: Map<string, Carriage>): string[] {
  return way.slice(1, 5).flatMap((node, index) => {
    const carriage = firsts.get(edgeOf(way[index] as string, node))
    if (carriage === undefined) return []
    const { src, dest, at } = carriage.forward.event
    return [`${src} sent ${contentsOf(carriage)} to ${dest} at ${time(at)}.`]
  })
}

function contentsOf({ forward, values }: Carriage): string {
  return values.length === 0 ? `${aType(forward.event.body.type)}` : names(values.map((value) => show(value)))
}

function exactly(amount: number): string {
  return `Exactly ${number(amount)} ${amount === 1 ? 'is' : 'are'}`
}

function edgeOf(a: string, b: string): string {
  return [a, b].sort().join(' ')
}
