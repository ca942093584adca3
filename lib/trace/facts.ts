import { type Body, isClient, type Json, type Value, valueKey } from '../protocol/message.ts'
import type { EventOf, TraceEvent } from './event.ts'
import type { Trace } from './trace.ts'

/** A message's whole life. A duplicated message has two deliveries; one still on its way at the end has none. */
export type Sent = {
  event: EventOf<'send'>
  deliveries: EventOf<'deliver'>[]
  drops: EventOf<'drop'>[]
  /** Whether it answers a request that had arrived; an `in_reply_to` alone makes no answer. */
  isAnswer: boolean
}

/** A client's request and what came of it. */
export type Operation = {
  client: string
  node: string
  request: Body
  invokedAt: number
  sent: Sent
  answer: { at: number; body: Body } | undefined
  /** Simulated milliseconds at which the client stopped waiting, if it did. */
  gaveUpAt: number | undefined
}

/** Who came to know a value, when, and through which event; `holders` are those who still know it at the end. */
export type Knowledge = { value: Value; learned: Map<string, EventOf<'learn'>>; holders: Set<string> }

/** What is worth knowing about a run, gathered in one pass over its events. */
export type Facts = {
  /** By message number. */
  sent: Sent[]
  /** Clients' requests in the order they were made, the harness's own `topology` requests (client c0) included. */
  operations: Operation[]
  /** Node-to-node messages. */
  serverMessages: Sent[]
  /** By `valueKey`. */
  knowledge: Map<string, Knowledge>
  /** Nodes that are up at the end. */
  live: Set<string>
  /** When the last client request was made. */
  lastInvokedAt: number
}

export function gatherFacts({ plan, events }: Trace): Facts {
  const facts: Facts = {
    sent: [],
    operations: [],
    serverMessages: [],
    knowledge: new Map(),
    live: new Set(plan.nodes),
    lastInvokedAt: 0,
  }
  const open: Open = { operations: new Map(), requests: new Map() }
  for (const event of events) gather(event, facts, open)
  return facts
}

/** What awaits an answer: clients' operations, and how many arrivals of a node's request may each be answered once. */
type Open = { operations: Map<string, Operation>; requests: Map<string, number> }

function gather(event: TraceEvent, facts: Facts, open: Open): void {
  switch (event.kind) {
    case 'send':
      gatherSend(event, facts, open)
      break
    case 'deliver':
      facts.sent[event.message]?.deliveries.push(event)
      if (isClient(event.dest)) gatherAnswer(event, facts, open)
      else gatherArrival(event, facts, open)
      break
    case 'drop':
      facts.sent[event.message]?.drops.push(event)
      break
    case 'give-up': {
      const operation = facts.operations.find(({ sent }) => sent.event.message === event.message)
      if (operation !== undefined) operation.gaveUpAt = event.at
      break
    }
    case 'learn': {
      const key = valueKey(event.value)
      const known = facts.knowledge.get(key) ?? { value: event.value, learned: new Map(), holders: new Set() }
      facts.knowledge.set(key, known)
      if (!known.learned.has(event.node)) known.learned.set(event.node, event)
      known.holders.add(event.node)
      break
    }
    case 'forget':
      facts.knowledge.get(valueKey(event.value))?.holders.delete(event.node)
      break
    case 'crash':
      facts.live.delete(event.node)
      for (const { holders } of facts.knowledge.values()) holders.delete(event.node)
      break
    case 'start':
      facts.live.add(event.node)
      break
    case 'pause':
    case 'resume':
    case 'clock':
    case 'cut':
    case 'heal':
    case 'timer':
    case 'repeat':
    case 'unreadable':
    case 'log':
      break
  }
}

function gatherSend(event: EventOf<'send'>, facts: Facts, open: Open): void {
  const sent: Sent = { event, deliveries: [], drops: [], isAnswer: answersRequest(event, open) }
  facts.sent[event.message] = sent
  if (!isClient(event.src)) {
    if (!isClient(event.dest)) facts.serverMessages.push(sent)
    return
  }
  const { src: client, dest: node, body: request, at: invokedAt } = event
  const operation = { client, node, request, invokedAt, sent, answer: undefined, gaveUpAt: undefined }
  facts.operations.push(operation)
  open.operations.set(`${client} ${request.msg_id}`, operation)
  facts.lastInvokedAt = invokedAt
}

function gatherArrival({ message, src, dest }: EventOf<'deliver'>, facts: Facts, { requests }: Open): void {
  const id = facts.sent[message]?.event.body.msg_id
  if (id === undefined) return
  const request = `${src} ${dest} ${id}`
  requests.set(request, (requests.get(request) ?? 0) + 1)
}

function answersRequest({ src, dest, body }: EventOf<'send'>, { requests }: Open): boolean {
  if (body.in_reply_to === undefined) return false
  const request = `${dest} ${src} ${body.in_reply_to}`
  const arrivals = requests.get(request) ?? 0
  if (arrivals > 0) requests.set(request, arrivals - 1)
  return arrivals > 0
}

function gatherAnswer(event: EventOf<'deliver'>, facts: Facts, open: Open): void {
  const body = facts.sent[event.message]?.event.body
  if (body?.in_reply_to === undefined) return
  const operation = open.operations.get(`${event.dest} ${body.in_reply_to}`)
  // Only the first answer, from the node that was asked, within the client's patience.
  if (operation === undefined || operation.node !== event.src || operation.answer !== undefined) return
  if (operation.gaveUpAt === undefined) operation.answer = { at: event.at, body }
}

/** True for what budgets call a forward: a node-to-node message that answers no request. */
export function isForward(sent: Sent): boolean {
  return !sent.isAnswer
}

/** False for what a node sends to itself. */
export function isToOther({ event: { src, dest } }: Sent): boolean {
  return src !== dest
}

/** Whether a body holds this value anywhere: as itself, not as a part of a text or a field's name. */
export function carries(body: Json | Body | undefined, value: Value): boolean {
  if (body === value) return true
  if (typeof body !== 'object' || body === null) return false
  if (Array.isArray(body)) return body.some((item) => carries(item, value))
  for (const field in body) {
    if (
      field !== 'type' &&
      field !== 'msg_id' &&
      field !== 'in_reply_to' &&
      carries(body[field] ?? null, value)
    )
      return true
  }
  return false
}
