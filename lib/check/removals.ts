import { type Body, type Value, valueKey } from '../protocol/message.ts'
import type { EventOf, TraceEvent } from '../trace/event.ts'
import { carries, type Operation } from '../trace/facts.ts'
import { cutsOf, lastHeal, standingAt } from './cuts.ts'
import { type Finding, holds } from './finding.ts'
import { Knowing } from './knowing.ts'
import type { Run } from './run.ts'
import { isAcknowledged, removalsOf, type SetWorkload, valueUnder } from './set-full.ts'
import { aType, count, names, show, time } from './words.ts'

/** Error 20: the key, here the element, does not exist. */
const absent = 20

/** A client's removal of an element, whether the node showed it as the request came, and what it answered. */
export type Removed = { operation: Operation; value: Value; arrival: EventOf<'deliver'>; wasShown: boolean }

export function removesOf(run: Run, workload: SetWorkload): Removed[] {
  const knowing = new Knowing(run)
  return run.facts.operations.flatMap((operation): Removed[] => {
    const { request, sent, node } = operation
    const [arrival] = sent.deliveries
    if (request.type !== workload.remove || arrival === undefined) return []
    const value = request[workload.field] as Value
    return [{ operation, value, arrival, wasShown: knowing.knew(node, valueKey(value), arrival) }]
  })
}

/** What a node shows can be removed from it; what it does not show is answered with error 20. */
export function removesTruly(run: Run, workload: SetWorkload): Finding {
  for (const { operation, value, arrival, wasShown } of removesOf(run, workload)) {
    const { client, node, answer, request } = operation
    const expected = wasShown ? `"${request.type}_ok"` : `error ${absent}`
    const asked = `At ${time(arrival.at)} ${node} ${wasShown ? 'showed' : 'did not show'} ${show(value)}, and ${client} asked it to remove it. It should answer ${expected}`
    // Between an arrival and an answer that is given later others may have their say.
    if (answer === undefined || (answer.at > arrival.at && hasChanged(run, node, value, arrival))) continue
    const { type, code, text } = answer.body
    const isRefused = type === 'error' && code === absent
    if (isRefused !== wasShown) continue
    return {
      kind: 'fails',
      at: arrival.at,
      message: `${asked}; it answered ${type === 'error' ? `error ${absent}: ${show(text)}` : show(type)}.`,
    }
  }
  return holds
}

function hasChanged({ trace }: Run, node: string, value: Value, { id }: { id: number }): boolean {
  return trace.events.some(
    (event) =>
      (event.kind === 'learn' || event.kind === 'forget') &&
      event.node === node &&
      event.value === value &&
      event.id > id &&
      event.cause !== id,
  )
}

/** A node that showed an element it should never show again; `gone` is what should have put an end to it. */
export type Return = { node: string; value: Value; back: EventOf<'learn'>; gone: TraceEvent }

/** Elements that a node showed though it had stopped showing them, or had itself acknowledged that they are removed. */
export function returnsIn(run: Run, workload: SetWorkload): Return[] {
  const { trace, facts } = run
  const gone = new Map<string, TraceEvent>()
  const acknowledged = new Map<number, string[]>()
  for (const [key, removals] of removalsOf(run, workload)) {
    for (const { answer, node, request } of removals.filter(isAcknowledged)) {
      // What a client removes it has seen vanish; a merge may bring a tombstone of what is not there yet.
      if (request.type === workload.remove) continue
      const sent = facts.sent.find(({ event }) => event.body === answer?.body)
      const [told] = sent?.deliveries ?? []
      if (told !== undefined)
        acknowledged.set(told.id, [...(acknowledged.get(told.id) ?? []), `${node} ${key}`])
    }
  }
  const returns: Return[] = []
  for (const event of trace.events) {
    if (event.kind === 'deliver') {
      for (const key of acknowledged.get(event.id) ?? []) if (!gone.has(key)) gone.set(key, event)
    } else if (event.kind === 'forget') {
      const key = `${event.node} ${valueKey(event.value)}`
      if (!gone.has(key)) gone.set(key, event)
    } else if (event.kind === 'learn') {
      const before = gone.get(`${event.node} ${valueKey(event.value)}`)
      if (before !== undefined)
        returns.push({ node: event.node, value: event.value, back: event, gone: before })
    }
  }
  return returns
}

/** What is removed at a node is removed for good: no node shows an element again. */
export function staysRemoved(run: Run, workload: SetWorkload): Finding {
  const returns = returnsIn(run, workload)
  const [first] = returns
  if (first === undefined) return holds
  const { node, value, back, gone } = first
  const others = returns.length === 1 ? '' : ` (So it went ${count(returns.length - 1, 'time')} more.)`
  const since = gone.kind === 'forget' ? 'no longer showed' : 'had acknowledged the removal of'
  return {
    kind: 'fails',
    at: back.at,
    message: `At ${time(gone.at)} ${node} ${since} ${show(value)}; at ${time(back.at)} it showed it${gone.kind === 'forget' ? ' again' : ''}. An element once removed never comes back.${others}`,
    chain: broughtBack(run, first),
  }
}

/** By whose message an element came back; undefined where no message did it. */
export function bringerOf({ trace, facts }: Run, { back }: Return): { src: string; body: Body } | undefined {
  const trigger = trace.events[back.cause ?? -1]
  const body = trigger?.kind === 'deliver' ? facts.sent[trigger.message]?.event.body : undefined
  return trigger?.kind === 'deliver' && body !== undefined ? { src: trigger.src, body } : undefined
}

function broughtBack(run: Run, back: Return): string[] {
  const bringer = bringerOf(run, back)
  if (bringer === undefined) return []
  return [
    `It came back to ${back.node} at ${time(back.back.at)}, when it got ${aType(bringer.body.type)} from ${bringer.src}: ${show(bringer.body)}.`,
  ]
}

type Kept = { value: Value; removal: Operation; ackAt: number; deadline: number; showing: string[] }

/** So long after its removal was acknowledged, or after the last heal, no live node shows an element any more. */
export function removedEverywhere(run: Run, workload: SetWorkload, withinMs: number): Finding {
  const { trace, facts } = run
  const healedAt = lastHeal(cutsOf(run)) ?? 0
  const knowing = new Knowing(run)
  const kept: Kept[] = []
  let isAnyRemoved = false
  for (const [key, removals] of removalsOf(run, workload)) {
    const removal = removals.find(isAcknowledged)
    if (removal?.answer === undefined) continue
    isAnyRemoved = true
    const deadline = Math.max(healedAt, removal.answer.at) + withinMs
    if (trace.plan.until < deadline) continue
    const showing = [...facts.live].filter((node) =>
      knowing.spans(node, key).some(({ to }) => to === undefined || to.at > deadline),
    )
    if (showing.length > 0)
      kept.push({ value: valueUnder(key), removal, ackAt: removal.answer.at, deadline, showing })
  }
  const [first] = kept
  if (first === undefined) return isAnyRemoved ? holds : { kind: 'idle', why: nothingRemoved }
  const { value, removal, ackAt, deadline, showing } = first
  const cut = standingAt(cutsOf(run), ackAt)
  const during = cut === undefined ? '' : `, while the partition "${cut.name}" stood`
  const heal = healedAt === 0 ? '' : ` The last partition healed at ${time(healedAt)}.`
  const others = kept.length === 1 ? '' : ` (And ${count(kept.length - 1, 'other element')} likewise.)`
  return {
    kind: 'fails',
    at: deadline,
    message: `${removal.node} acknowledged the removal of ${show(value)} at ${time(ackAt)}${during}.${heal} From ${time(deadline)} on no node should show it; ${names(showing)} did.${others}`,
    chain: whyKept(run, workload, first, showing[0] ?? ''),
  }
}

/** What a node that still shows an element was told of it after its removal. */
function whyKept(run: Run, workload: SetWorkload, { value, removal, ackAt }: Kept, node: string): string[] {
  const since = run.facts.serverMessages.flatMap(({ event, deliveries }) => {
    const [arrival] = deliveries
    return event.dest === node && event.at >= ackAt && arrival !== undefined ? [event] : []
  })
  const naming = since.filter(({ body }) => carries(body, value))
  const last = naming.at(-1)
  const asked = `${removal.client} had it removed with ${aType(removal.request.type)} at ${removal.node}.`
  const returned = returnsIn(run, workload).findLast((one) => one.node === node && one.value === value)
  if (returned !== undefined) return [asked, ...broughtBack(run, returned)]
  if (node === removal.node) return [asked]
  return last === undefined
    ? [asked, nothingNamed(since.length, node, value)]
    : [
        asked,
        `After that ${count(naming.length, 'message')} that reached ${node} named ${show(value)}, the last ${aType(last.body.type)} from ${last.src} at ${time(last.at)}: ${show(last.body)}.`,
      ]
}

function nothingNamed(came: number, node: string, value: Value): string {
  if (came === 0) return `No message reached ${node} after that.`
  const which =
    came === 1 ? 'The one message that reached' : `None of the ${count(came, 'message')} that reached`
  return `${which} ${node} after that ${came === 1 ? 'did not name' : 'named'} ${show(value)}.`
}

const nothingRemoved = 'Not judged: no removal was acknowledged.'
