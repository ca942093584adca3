import { type Body, isClient, type Json, type Value, valueKey } from '../protocol/message.ts'
import { carries, type Sent } from '../trace/facts.ts'
import { type Finding, holds } from './finding.ts'
import { limitsIn } from './limits.ts'
import type { Run } from './run.ts'
import { aType, count, show, time } from './words.ts'

/** A `batch` that one node sent another, and the values in it; undefined where it holds no list of values. */
export type Batch = { sent: Sent; values: Value[] | undefined }

export function batchesOf({ facts }: Run): Batch[] {
  return facts.serverMessages
    .filter(({ event }) => event.body.type === 'batch')
    .map((sent) => ({ sent, values: valuesIn(sent.event.body.messages) }))
}

/** Every batch is a list of values, no longer than its sender's `max_batch`, with no value twice in it. */
export function batchesFit(run: Run): Finding {
  const limitsAt = limitsIn(run)
  for (const { sent, values } of batchesOf(run)) {
    const { id, at, src, dest, body } = sent.event
    const what = `At ${time(at)} ${src} sent ${dest} a batch`
    if (values === undefined) {
      return {
        kind: 'fails',
        at,
        message: `${what} without a list of values in its field "messages": ${show(body)}.`,
      }
    }
    const { maxBatch } = limitsAt(src, id)
    if (values.length > maxBatch) {
      return {
        kind: 'fails',
        at,
        message: `${what} of ${count(values.length, 'value')}. The max_batch of ${src} was ${maxBatch} then.`,
      }
    }
    const twice = values.find((value, index) => values.indexOf(value) !== index)
    if (twice !== undefined) {
      return {
        kind: 'fails',
        at,
        message: `${what} with ${show(twice)} in it more than once: ${show(body)}.`,
      }
    }
  }
  return holds
}

/** No batch is sent for nothing. */
export function noEmptyBatch(run: Run): Finding {
  const empty = batchesOf(run).filter(({ values }) => values?.length === 0)
  const [first] = empty
  if (first === undefined) return holds
  const { at, src, dest } = first.sent.event
  const others =
    empty.length === 1
      ? ''
      : ` It was the first of ${count(empty.length, 'empty batch', 'empty batches')} in this run.`
  return {
    kind: 'fails',
    at,
    message: `At ${time(at)} ${src} sent ${dest} a batch with nothing in it. Where nothing waits, nothing is to be sent.${others}`,
  }
}

/** What a node knows, a client told it or another node's batch, and nothing else did. */
export function learnedFromBatches(run: Run): Finding {
  const { trace, facts } = run
  const arrived = firstArrivals(run)
  for (const [key, { value, learned }] of facts.knowledge) {
    for (const [node, { id, at, cause }] of learned) {
      if ((arrived.get(`${node} ${key}`) ?? id) < id) continue
      const delivery = trace.events[cause ?? -1]
      // What nobody told it at all is a phantom, and told as such.
      if (delivery?.kind !== 'deliver' || isClient(delivery.src)) continue
      const body = facts.sent[delivery.message]?.event.body
      return {
        kind: 'fails',
        at,
        message: `At ${time(at)} ${node} learned ${show(value)} from ${aType(body?.type)} of ${delivery.src}${whereIn(body, value)}. Between nodes values travel in the list "messages" of a "batch".`,
      }
    }
  }
  return holds
}

/** The field of a message in which a value stands; the message itself where it stands in none. */
function whereIn(body: Body | undefined, value: Value): string {
  const field = Object.keys(body ?? {}).find((name) => carries(body?.[name] ?? null, value))
  return field === undefined ? `: ${show(body)}` : `, in its field "${field}"`
}

/** By node and value, the event that first brought the value there, by a client's `broadcast` or a batch. */
function firstArrivals(run: Run): Map<string, number> {
  const first = new Map<string, number>()
  for (const { event, deliveries } of run.facts.sent) {
    for (const { id } of deliveries) {
      for (const value of broughtBy(event.body)) {
        const key = `${event.dest} ${valueKey(value)}`
        first.set(key, Math.min(id, first.get(key) ?? id))
      }
    }
  }
  return first
}

/** The values in a client's `broadcast` or a node's `batch`; none in any other message. */
export function broughtBy({ type, message, messages }: Body): Value[] {
  if (type === 'broadcast') return valuesIn([message ?? null]) ?? []
  return type === 'batch' ? (valuesIn(messages) ?? []) : []
}

/** By sender and value, the first batch in which the value left that node. */
export function departures(run: Run): (node: string, value: Value) => Sent | undefined {
  const first = new Map<string, Sent>()
  for (const { sent, values = [] } of batchesOf(run)) {
    for (const value of values) {
      const key = `${sent.event.src} ${valueKey(value)}`
      if (!first.has(key)) first.set(key, sent)
    }
  }
  return (node, value) => first.get(`${node} ${valueKey(value)}`)
}

function valuesIn(messages: Json | undefined): Value[] | undefined {
  if (!Array.isArray(messages)) return undefined
  const isValue = (item: Json) => typeof item === 'number' || typeof item === 'string'
  return messages.every(isValue) ? (messages as Value[]) : undefined
}
