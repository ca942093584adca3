import { isClient, type Value } from '../protocol/message.ts'
import type { EventOf } from '../trace/event.ts'
import { carries, type Sent } from '../trace/facts.ts'
import { broughtBy, departures } from './batches.ts'
import { type Finding, holds } from './finding.ts'
import { type Limits, limitsIn, slackMs } from './limits.ts'
import { type Run, untilOf } from './run.ts'
import { aType, count, show, time } from './words.ts'

/** A value's stay on a node: from the moment the node showed it to the first batch that carried it away, if one did. */
export type Stay = {
  node: string
  value: Value
  learned: EventOf<'learn'>
  left: Sent | undefined
  /** True where a client brought the value to this node. */
  isOwn: boolean
  limits: Limits
}

/** In the order in which the values came. */
export function staysOf(run: Run): Stay[] {
  const leftIn = departures(run)
  const limitsAt = limitsIn(run)
  const stays: Stay[] = []
  for (const { value, learned: byNode } of run.facts.knowledge.values()) {
    for (const [node, learned] of byNode) {
      const cause = run.trace.events[learned.cause ?? -1]
      const isOwn = cause?.kind === 'deliver' && isClient(cause.src)
      const limits = limitsAt(node, learned.id)
      stays.push({ node, value, learned, left: leftIn(node, value), isOwn, limits })
    }
  }
  return stays.sort((a, b) => a.learned.id - b.learned.id)
}

/**
 * A value that leaves a node does so within the node's `max_delay_ms`. Not every node has to pass a value on (the
 * leaf of a tree has nobody to tell), and a late copy that tells nobody anything new does no harm: so of what came
 * from another node only those departures count that taught somebody something.
 */
export function leavesInTime(run: Run): Finding {
  for (const stay of staysOf(run)) {
    const { node, value, learned, left, isOwn, limits } = stay
    const due = learned.at + limits.maxDelayMs
    if (left === undefined || left.event.at <= due + slackMs) continue
    if (!isOwn && !taught(run, left, value)) continue
    return {
      kind: 'fails',
      at: due,
      message: `${node} learned ${show(value)} at ${time(learned.at)}. With a max_delay_ms of ${limits.maxDelayMs} it should have left in a batch by ${time(due)}; the first batch with it left at ${time(left.event.at)}.`,
      chain: meanwhile(run, stay, left),
    }
  }
  return holds
}

/** As soon as `max_batch` values wait on a node, they leave. */
export function fullLeavesAtOnce(run: Run): Finding {
  const stays = staysOf(run).filter(({ isOwn }) => isOwn)
  for (const node of run.trace.plan.nodes) {
    const own = stays.filter((stay) => stay.node === node)
    const full = firstFull(own, untilOf(run))
    if (full === undefined) continue
    const { from, to, waiting, maxBatch } = full
    const until = to === undefined ? 'No batch ever took them.' : `It was full until ${time(to)}.`
    return {
      kind: 'fails',
      at: from,
      message: `At ${time(from)} ${count(waiting, 'value')} waited on ${node}, whose max_batch was ${maxBatch}. A full buffer should leave within ${slackMs} ms. ${until}`,
      ...(to === undefined ? { chain: otherwise(run, node, own) } : {}),
    }
  }
  return holds
}

/** What took values away that no batch did. */
function otherwise({ facts }: Run, node: string, stays: Stay[]): string[] {
  const kept = stays.filter(({ left }) => left === undefined).map(({ value }) => value)
  const sent = facts.serverMessages.find(
    ({ event }) => event.src === node && kept.some((value) => carries(event.body, value)),
  )
  if (sent === undefined) return []
  const { at, dest, body } = sent.event
  return [
    `${node} did send ${dest} such values in ${aType(body.type)} at ${time(at)}, but only those in the list "messages" of a "batch" count as sent.`,
  ]
}

type Full = { from: number; to: number | undefined; waiting: number; maxBatch: number }

/** The first time that a buffer was full for longer than is forgiven. */
function firstFull(stays: Stay[], endAt: number): Full | undefined {
  const moments = new Set(stays.flatMap(({ learned, left }) => [learned.at, left?.event.at ?? endAt]))
  let full: Full | undefined
  for (const at of [...moments].sort((a, b) => a - b)) {
    const here = stays.filter(({ learned, left }) => learned.at <= at && (left?.event.at ?? endAt) > at)
    const maxBatch = here.at(-1)?.limits.maxBatch ?? Number.POSITIVE_INFINITY
    if (here.length >= maxBatch) full ??= { from: at, to: undefined, waiting: here.length, maxBatch }
    else if (full !== undefined && at > full.from + slackMs)
      return { ...full, ...(at < endAt ? { to: at } : {}) }
    else full = undefined
  }
  return undefined
}

/** Whether somebody learned the value from this very message. */
function taught({ facts }: Run, { event, deliveries }: Sent, value: Value): boolean {
  const learned = [...facts.knowledge.values()]
    .find((known) => known.value === value)
    ?.learned.get(event.dest)
  return deliveries.some(({ id }) => id === learned?.cause)
}

/** What happened on the node while the value waited, and what ended the wait. */
function meanwhile(run: Run, { node, learned }: Stay, left: Sent): string[] {
  const others = arrivalsAt(run, node).filter(({ id, at }) => id > learned.id && at < left.event.at)
  const last = others.at(-1)
  const cause = run.trace.events[left.event.cause ?? -1]
  const trigger =
    cause?.kind === 'timer'
      ? `a timer of ${node} fired`
      : cause?.kind === 'deliver'
        ? `${node} received a message from ${cause.src}`
        : undefined
  return [
    last === undefined
      ? `Nothing else arrived at ${node} in between.`
      : `In between ${count(others.length, 'message')} with values arrived at ${node}, the last at ${time(last.at)}.`,
    ...(trigger === undefined ? [] : [`It left when ${trigger}.`]),
  ]
}

/** Every time a client or another node brought a node values, known or not. */
function arrivalsAt({ trace, facts }: Run, node: string): EventOf<'deliver'>[] {
  return trace.events.filter((event): event is EventOf<'deliver'> => {
    if (event.kind !== 'deliver' || event.dest !== node) return false
    const body = facts.sent[event.message]?.event.body
    return body !== undefined && broughtBy(body).length > 0
  })
}
