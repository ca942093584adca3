import { Knowing } from '../check/knowing.ts'
import type { Run } from '../check/run.ts'
import { type SetWorkload, writesOf } from '../check/set-full.ts'
import { envelopeBytes } from '../trace/metrics.ts'

/** Messages between nodes, answers included, for each acknowledged value. */
export function messagesPerValue(run: Run, workload: SetWorkload): number {
  return run.facts.serverMessages.length / acknowledged(run, workload).length
}

/** Bytes between nodes, as JSON envelopes, for each acknowledged value. */
export function bytesPerValue(run: Run, workload: SetWorkload): number {
  return bytesBetween(run, 0, Number.POSITIVE_INFINITY) / acknowledged(run, workload).length
}

/** Bytes that a node sends in a second, on average over all nodes and over the time from `from` to `to`. */
export function bytesPerNodeSecond(run: Run, from: number, to: number): number {
  return bytesBetween(run, from, to) / run.trace.plan.nodes.length / ((to - from) / 1000)
}

/** Bytes between nodes from `from` until all hold the same for good; undefined when they never do. */
export function bytesUntilEqual(run: Run, workload: SetWorkload, from: number): number | undefined {
  const equalAt = equalFrom(run, workload)
  return equalAt === undefined ? undefined : bytesBetween(run, from, equalAt)
}

/**
 * In the middle of all acknowledged values, and at the worst: milliseconds from the first node that knew one until so
 * large a share of the live nodes did. Undefined where that value never got so far.
 */
export function timeToShare(
  run: Run,
  workload: SetWorkload,
  share: number,
  which: 'median' | 'worst',
): number | undefined {
  const { live, knowledge } = run.facts
  const wanted = Math.ceil(share * live.size)
  const times = acknowledged(run, workload)
    .map(({ key }) => {
      const learned = [...(knowledge.get(key)?.learned ?? [])].map(([, { at }]) => at).sort((a, b) => a - b)
      return (learned[wanted - 1] ?? Number.POSITIVE_INFINITY) - (learned[0] ?? 0)
    })
    .sort((a, b) => a - b)
  const time = which === 'median' ? times[Math.floor(times.length / 2)] : times.at(-1)
  return time === undefined || !Number.isFinite(time) ? undefined : time
}

/** Acknowledged values that a live node lacks at the end. */
export function lostValues(run: Run, workload: SetWorkload): number {
  return missingAtEnd(run, workload).filter((nodes) => nodes.length > 0).length
}

/** How many copies that would make up: of each value one for each live node that lacks it at the end. */
export function missingCopies(run: Run, workload: SetWorkload): number {
  return missingAtEnd(run, workload).flat().length
}

/** For each acknowledged value the live nodes that lack it at the end. */
function missingAtEnd(run: Run, workload: SetWorkload): string[][] {
  const { live, knowledge } = run.facts
  return acknowledged(run, workload).map(({ key }) =>
    [...live].filter((node) => !knowledge.get(key)?.holders.has(node)),
  )
}

/**
 * Milliseconds from the moment at which nothing new came any more and every fault was over until all live nodes held
 * all; 0 if they did by then, undefined if they never do.
 */
export function timeToEqual(run: Run, workload: SetWorkload): number | undefined {
  const equalAt = equalFrom(run, workload)
  if (equalAt === undefined) return undefined
  const lastWrite = Math.max(...acknowledged(run, workload).map(({ at }) => at))
  const over = run.trace.events.flatMap((event) =>
    event.kind === 'heal' || (event.kind === 'start' && event.again) ? [event.at] : [],
  )
  return Math.max(0, equalAt - Math.max(lastWrite, ...over))
}

/** From when on every live node holds every acknowledged value. */
function equalFrom(run: Run, workload: SetWorkload): number | undefined {
  const knowing = new Knowing(run)
  const since = acknowledged(run, workload).flatMap(({ key }) =>
    [...run.facts.live].map((node) => {
      const last = knowing.spans(node, key).at(-1)
      return last === undefined || last.to !== undefined ? Number.POSITIVE_INFINITY : last.from.at
    }),
  )
  const latest = Math.max(...since)
  return Number.isFinite(latest) ? latest : undefined
}

function acknowledged(run: Run, workload: SetWorkload): { key: string; at: number }[] {
  return [...writesOf(run, workload)].flatMap(([key, operations]) => {
    const answer = operations.find((one) => one.answer?.body.type === `${workload.write}_ok`)?.answer
    return answer === undefined ? [] : [{ key, at: answer.at }]
  })
}

function bytesBetween({ facts }: Run, from: number, to: number): number {
  let bytes = 0
  for (const { event } of facts.serverMessages)
    if (from <= event.at && event.at <= to) bytes += envelopeBytes(event.src, event.dest, event.body)
  return bytes
}
