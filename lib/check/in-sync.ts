import type { Value } from '../protocol/message.ts'
import type { EventOf } from '../trace/event.ts'
import { envelopeBytes } from '../trace/metrics.ts'
import { valuesOf } from './carried.ts'
import { type Finding, holds } from './finding.ts'
import { type Idle, idleTimes } from './idle.ts'
import { valuesIn } from './named.ts'
import type { Run } from './run.ts'
import type { SetWorkload } from './set-full.ts'
import { aType, count, number, time } from './words.ts'

/** So long after all nodes hold the same, the last exchange that found a difference is over. */
export const settledAfterMs = 1000

/** With fewer values than this, half of them is no state worth speaking of. */
const leastValues = 10

/** The times in which all nodes are known to hold the same. */
function syncTimes(run: Run): Idle[] {
  return idleTimes(run, settledAfterMs)
}

/** In the first `forMs` in which all nodes hold the same, each sends no more than `perSecond` bytes a second. */
export function cheapInSync(run: Run, { perSecond, forMs }: { perSecond: number; forMs: number }): Finding {
  const window = syncTimes(run).find(({ from, to }) => to - from >= forMs)
  if (window === undefined) return holds
  const { from } = window
  const most = (perSecond * forMs) / 1000
  const sent = run.facts.serverMessages.filter(({ event }) => event.at >= from && event.at < from + forMs)
  for (const node of run.trace.plan.nodes) {
    const its = sent.filter(({ event }) => event.src === node).map(({ event }) => event)
    const sizes = its.map(({ src, dest, body }) => envelopeBytes(src, dest, body))
    const total = sizes.reduce((sum, bytes) => sum + bytes, 0)
    if (total <= most) continue
    const largest = its[sizes.indexOf(Math.max(...sizes))]
    return {
      kind: 'fails',
      at: from,
      message: `All nodes held the same from ${time(from)} on, and still ${node} sent ${number(total)} bytes by ${time(from + forMs)}: ${number(total / (forMs / 1000))} a second. With nothing to transfer ${number(perSecond)} a second must do.`,
      chain: [
        `It sent ${count(its.length, 'message')}, the largest ${aType(largest?.body.type)} of ${number(Math.max(...sizes))} bytes to ${largest?.dest} at ${time(largest?.at ?? 0)}.`,
      ],
    }
  }
  return holds
}

/** A second in which a node named more than half of all values while all nodes held the same. */
export type Needless = {
  node: string
  named: number
  of: number
  /** How many of them stood in messages that the node sent of its own accord, by a timer or at its start. */
  unasked: number
  messages: number
  first: { dest: string; type: string; at: number }
}

const secondMs = 1000

/** All that a node sends in a second is taken together: the state in four parts is still the state. */
export function needlessState(run: Run, workload: SetWorkload): Needless[] {
  const values: ReadonlySet<Value> = valuesOf(run, workload)
  if (values.size < leastValues) return []
  const seconds = new Map<string, Second>()
  const calm = syncTimes(run)
  for (const { event } of run.facts.serverMessages) {
    const window = calm.find(({ from, to }) => event.at >= from && event.at < to)
    if (window === undefined) continue
    const named = valuesIn(event.body, values)
    if (named.size === 0) continue
    const key = `${event.src} ${window.from} ${Math.floor((event.at - window.from) / secondMs)}`
    const second = seconds.get(key) ?? { first: event, messages: 0, named: new Set(), unasked: new Set() }
    seconds.set(key, second)
    second.messages++
    const cause = run.trace.events[event.cause ?? 0]?.kind
    for (const value of named) {
      second.named.add(value)
      if (cause === 'timer' || cause === 'start') second.unasked.add(value)
    }
  }
  return [...seconds.values()].flatMap(({ first, messages, named, unasked }): Needless[] => {
    const { src: node, dest, body, at } = first
    const known = knownBefore(run, at)
    if (named.size * 2 <= known) return []
    const counts = { named: named.size, of: known, unasked: unasked.size, messages }
    return [{ node, ...counts, first: { dest, type: body.type, at } }]
  })
}

type Second = { first: EventOf<'send'>; messages: number; named: Set<Value>; unasked: Set<Value> }

/** Nodes that hold the same send each other no state. */
export function stateOnlyOnMismatch(run: Run, workload: SetWorkload): Finding {
  const needless = needlessState(run, workload)
  const [worst] = needless
  if (worst === undefined) return holds
  const { node, named, of, messages, first } = worst
  const share = named === of ? 'all of them' : `${number(named)} of them`
  const how =
    messages === 1
      ? `sent ${first.dest} ${share} in ${aType(first.type)}`
      : `named ${share} within a second, in ${count(messages, 'message')}, first ${aType(first.type)} to ${first.dest}`
  const again = needless.length === 1 ? '' : ` (So it was ${count(needless.length - 1, 'time')} more.)`
  return {
    kind: 'fails',
    at: first.at,
    message: `At ${time(first.at)} all nodes had long held the same ${count(of, 'value')}, and ${node} ${how}. Values travel only where digests differ.${again}`,
  }
}

function knownBefore({ facts }: Run, at: number): number {
  let known = 0
  for (const { learned } of facts.knowledge.values()) {
    const [first] = learned.values()
    if (first !== undefined && first.at <= at) known++
  }
  return known
}
