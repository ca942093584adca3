import type { Json } from '../protocol/message.ts'
import { carries } from '../trace/facts.ts'
import { type StoreRequests, type Write, writesOf } from '../trace/writes.ts'
import { cutsOf, lastHeal } from './cuts.ts'
import { type Finding, holds } from './finding.ts'
import { Holdings, showHeld } from './holdings.ts'
import { type Run, untilOf } from './run.ts'
import { names, show, time } from './words.ts'

/** So long after the last write came, or the last partition healed, whichever was later, all nodes hold the same. */
export function replicasAgree(run: Run, requests: StoreRequests, withinMs: number): Finding {
  const writes = writesOf(run.facts, requests)
  const due = dueAt(run, writes, withinMs)
  if (due === undefined || untilOf(run) < due) return { kind: 'idle', why: noWrites }
  const difference = differenceAt(run, due)
  if (difference !== undefined) return differs(run, writes, due, withinMs, difference)
  const change = run.trace.events.find(({ kind, at }) => (kind === 'learn' || kind === 'forget') && at > due)
  if (change === undefined || !('value' in change)) return holds
  const what = change.kind === 'learn' ? 'came to hold' : 'ceased to hold'
  return {
    kind: 'fails',
    at: change.at,
    message: `${since(run, writes)} From ${time(due)} on, ${time(withinMs)} later, nothing should change any more. At ${time(change.at)} ${change.node} ${what} ${showHeld(String(change.value))}.`,
  }
}

/** Two nodes that hold different things under a key at a moment; undefined for a node that holds nothing. */
export type Difference = {
  key: string
  one: { node: string; text: string; holders: string[] }
  other: { node: string; text: string | undefined }
}

/** The first key under which not all live nodes hold the same, seen from a node that holds what came latest. */
export function differenceAt(run: Run, at: number): Difference | undefined {
  const holdings = new Holdings(run)
  const until = run.trace.events.find((event) => event.at > at)?.id ?? run.trace.events.length
  for (const key of holdings.keys) {
    const held = [...run.facts.live].map((node) => ({ node, text: holdings.at(node, key, until) }))
    const distinct = new Set(held.map(({ text }) => text))
    if (distinct.size < 2) continue
    const order = writtenTexts(run)
    const [one] = held
      .flatMap(({ node, text }) => (text === undefined ? [] : [{ node, text }]))
      .toSorted((a, b) => order.lastIndexOf(b.text) - order.lastIndexOf(a.text))
    const other = held.find(({ text }) => text !== one?.text)
    if (one === undefined || other === undefined) continue
    const holders = held.filter(({ text }) => text === one.text).map(({ node }) => node)
    return { key, one: { ...one, holders }, other }
  }
  return undefined
}

/** When all nodes must hold the same; undefined when nobody wrote. */
export function dueAt(run: Run, writes: readonly Write[], withinMs: number): number | undefined {
  const last = writes.at(-1)
  return last === undefined ? undefined : Math.max(last.taken.at, lastHeal(cutsOf(run)) ?? 0) + withinMs
}

function writtenTexts({ trace }: Run): unknown[] {
  return trace.events.flatMap((event) => (event.kind === 'learn' ? [event.value] : []))
}

function differs(
  run: Run,
  writes: readonly Write[],
  due: number,
  withinMs: number,
  { one, other }: Difference,
): Finding {
  const newer = writes.find(({ text }) => text === one.text)
  const older = writes.find(({ text }) => text === other.text)
  return {
    kind: 'fails',
    at: due,
    message: `${since(run, writes)} At ${time(due)}, ${time(withinMs)} later, all replicas should hold the same. ${names(one.holders)} held ${showHeld(one.text)}, and ${other.node} ${other.text === undefined ? 'nothing under this key' : showHeld(other.text)}.`,
    chain: [
      ...[older, newer].flatMap((write) => (write === undefined ? [] : [written(write)])),
      ...(newer === undefined ? [] : [wayTo(run, newer, other.node, due)]),
    ],
  }
}

function since(run: Run, writes: readonly Write[]): string {
  const healed = lastHeal(cutsOf(run))
  const last = `The last write came at ${time(writes.at(-1)?.taken.at ?? 0)}`
  return healed === undefined ? `${last}.` : `${last}, and the partition healed at ${time(healed)}.`
}

function written({ operation, text, node, taken }: Write): string {
  return `${operation.client} wrote ${showHeld(text)} at ${node} at ${time(taken.at)}.`
}

/** What became of the messages that should have brought a write to a node. */
function wayTo({ facts }: Run, { value, taken }: Write, node: string, due: number): string {
  const carriers = facts.serverMessages.filter(
    ({ event }) =>
      event.dest === node && event.at >= taken.at && event.at <= due && holdsValue(event.body as Json, value),
  )
  const [first] = carriers
  if (first === undefined) return `Nobody sent ${node} a message with ${show(value)} in it.`
  const arrived = carriers.find(({ deliveries }) => (deliveries[0]?.at ?? due) < due)
  const { src, at } = (arrived ?? first).event
  if (arrived !== undefined)
    return `${src}'s message with ${show(value)} in it reached ${node} at ${time(arrived.deliveries[0]?.at ?? at)}.`
  const drop = first.drops[0]
  const fate =
    drop === undefined
      ? 'it was still on its way'
      : drop.reason === 'cut'
        ? `the partition "${drop.by}" dropped it`
        : 'the network lost it'
  const again = carriers.length === 1 ? 'Nobody sent it again.' : `So did ${carriers.length - 1} more.`
  return `${src} sent ${node} a message with ${show(value)} in it at ${time(at)}; ${fate}. ${again}`
}

/** Whether a message says a value, whatever its kind. */
export function holdsValue(body: Json, value: Json): boolean {
  if (typeof value === 'string' || typeof value === 'number') return carries(body, value)
  return JSON.stringify(body).includes(JSON.stringify(value))
}

const noWrites = 'Nobody wrote, or the run ended before the replicas had to agree.'
