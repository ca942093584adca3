import { type StoreRequests, type Write, writesOf } from '../trace/writes.ts'
import { type Finding, holds } from './finding.ts'
import { Holdings, showHeld } from './holdings.ts'
import { dueAt } from './replicas.ts'
import { type Run, untilOf } from './run.ts'
import { time } from './words.ts'

/**
 * A node holds nothing but what a client wrote under that key, never goes back to what it has replaced, and ends with
 * no write that another one had replaced knowingly: taken by a node that held it.
 */
export function newestKept(run: Run, requests: StoreRequests, withinMs: number): Finding {
  const writes = writesOf(run.facts, requests)
  const holdings = new Holdings(run)
  return (
    neverWritten(run, writes) ?? wentBack(run, holdings) ?? replaced(run, writes, holdings, withinMs) ?? holds
  )
}

function neverWritten({ trace }: Run, writes: readonly Write[]): Finding | undefined {
  const takenAt = new Map<string, number>()
  for (const { text, taken } of writes) if (!takenAt.has(text)) takenAt.set(text, taken.id)
  for (const event of trace.events) {
    if (event.kind !== 'learn' || (takenAt.get(String(event.value)) ?? event.id) < event.id) continue
    return {
      kind: 'fails',
      at: event.at,
      message: `At ${time(event.at)} ${event.node} held ${showHeld(String(event.value))}. By then no client had written that under this key, at any node.`,
    }
  }
  return undefined
}

/** A node that holds something, then something else, then the first again. */
type Return = { node: string; text: string; between: string; at: number; againAt: number }

function returnsOf(run: Run, holdings: Holdings): Return[] {
  return run.trace.plan.nodes.flatMap((node) =>
    holdings.keys.flatMap((key) => {
      const held = holdings.of(node, key)
      return held.flatMap(({ text, from }, index) => {
        const before = held.slice(0, index).findLast((one) => one.text === text)
        const between = held[index - 1]
        if (before === undefined || between === undefined) return []
        return [{ node, text, between: between.text, at: between.from.at, againAt: from.at }]
      })
    }),
  )
}

function wentBack(run: Run, holdings: Holdings): Finding | undefined {
  const [first] = returnsOf(run, holdings).toSorted((a, b) => a.againAt - b.againAt)
  if (first === undefined) return undefined
  const { node, text, between, at, againAt } = first
  const instead = between === text ? 'ceased to hold it' : `replaced it by ${showHeld(between)}`
  return {
    kind: 'fails',
    at: againAt,
    message: `${node} held ${showHeld(text)} and ${instead} at ${time(at)}. At ${time(againAt)} it went back to ${showHeld(text)}. What a replica has replaced never comes back.`,
  }
}

function replaced(
  run: Run,
  writes: readonly Write[],
  holdings: Holdings,
  withinMs: number,
): Finding | undefined {
  const due = dueAt(run, writes, withinMs)
  if (due === undefined || untilOf(run) < due) return undefined
  for (const write of writes) {
    if (write.acknowledged === undefined) continue
    const before = holdings.at(write.node, write.key, write.taken.id)
    const live = [...run.facts.live]
    // Where some hold something, those that hold nothing are told of where all should hold the same.
    const isGone = live.every((node) => holdings.last(node, write.key) === undefined)
    const loser = live.find((node) => {
      const last = holdings.last(node, write.key)
      return isGone || (last !== undefined && last === before && last !== write.text)
    })
    if (loser === undefined) continue
    const { operation, node, text, taken } = write
    const wrote = `${operation.client} wrote ${showHeld(text)} at ${node} at ${time(taken.at)}`
    return {
      kind: 'fails',
      at: due,
      message:
        before === undefined || isGone
          ? `${wrote}, and had its acknowledgement. At the end, ${time(untilOf(run))}, no node holds anything under this key.`
          : `${wrote}; ${node} held ${showHeld(before)} then, so the new write replaces it. At the end, ${time(untilOf(run))}, ${loser} holds ${showHeld(before)}.`,
    }
  }
  return undefined
}
