import type { Value } from '../protocol/message.ts'
import { envelopeBytes } from '../trace/metrics.ts'
import { valuesOf } from './carried.ts'
import { type Finding, holds } from './finding.ts'
import { type Idle, idleTimes } from './idle.ts'
import { valuesIn } from './named.ts'
import type { Run } from './run.ts'
import type { SetWorkload } from './set-full.ts'
import { count, number, time } from './words.ts'

/** So long after all nodes hold the same, the last exchange that found a difference is over. */
const settledAfterMs = 1000

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
        `It sent ${count(its.length, 'message')}, the largest a "${largest?.body.type}" of ${number(Math.max(...sizes))} bytes to ${largest?.dest} at ${time(largest?.at ?? 0)}.`,
      ],
    }
  }
  return holds
}

/** A message with more than half of all values, sent while all nodes held the same. */
export type Needless = { src: string; dest: string; type: string; at: number; named: number; of: number }

export function needlessState(run: Run, workload: SetWorkload): Needless[] {
  const values: ReadonlySet<Value> = valuesOf(run, workload)
  if (values.size < leastValues) return []
  const calm = syncTimes(run)
  return run.facts.serverMessages.flatMap(({ event: { src, dest, body, at } }): Needless[] => {
    if (!calm.some(({ from, to }) => at >= from && at < to)) return []
    const named = valuesIn(body, values).size
    const known = named === 0 ? 0 : knownBefore(run, at)
    return named * 2 > known ? [{ src, dest, type: body.type, at, named, of: known }] : []
  })
}

/** Nodes that hold the same send each other no state. */
export function stateOnlyOnMismatch(run: Run, workload: SetWorkload): Finding {
  const needless = needlessState(run, workload)
  const [first] = needless
  if (first === undefined) return holds
  const { src, dest, type, at, named, of } = first
  return {
    kind: 'fails',
    at,
    message: `At ${time(at)} all nodes had long held the same ${count(of, 'value')}, and ${src} sent ${dest} ${named === of ? 'all of them' : `${number(named)} of them`} in a "${type}". Values travel only where digests differ.${needless.length === 1 ? '' : ` (So did ${count(needless.length - 1, 'more message')}.)`}`,
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
