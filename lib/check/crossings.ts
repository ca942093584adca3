import { isClient, valueKey } from '../protocol/message.ts'
import type { EventOf } from '../trace/event.ts'
import { carries, type Sent } from '../trace/facts.ts'
import { Blocks, type Order } from './blocks.ts'
import { type Finding, holds } from './finding.ts'
import type { Knowing } from './knowing.ts'
import type { Run } from './run.ts'
import { aType, show, time } from './words.ts'

// What passes between a node and a peer that it was told to block. The node's own list counts, not the peer's.

/** A message that a node sent to a peer which it blocked. */
export type Leak = { sent: Sent; order: Order }

/** A message that came from a peer which the node blocked. */
export type Refused = { sent: Sent; delivery: EventOf<'deliver'>; order: Order }

/** Something that a node learned from a peer which it blocked; `playedAt` where it was kept until later. */
export type Heard = Refused & { learn: EventOf<'learn'> }

export function sentToBlocked(run: Run, blocks = new Blocks(run)): Leak[] {
  return run.facts.serverMessages.flatMap((sent) => {
    const { src, dest, id } = sent.event
    const order = blocks.at(src, id).sure.has(dest) ? blocks.orderAt(src, id) : undefined
    return order === undefined ? [] : [{ sent, order }]
  })
}

/** In the order they came. */
export function cameFromBlocked(run: Run, blocks = new Blocks(run)): Refused[] {
  const came = run.facts.serverMessages.flatMap((sent) =>
    sent.deliveries.flatMap((delivery) => {
      const { src, dest, id } = delivery
      const order = blocks.at(dest, id).sure.has(src) ? blocks.orderAt(dest, id) : undefined
      return order === undefined ? [] : [{ sent, delivery, order }]
    }),
  )
  return came.sort((a, b) => a.delivery.id - b.delivery.id)
}

/**
 * What was learned from a blocked peer: in the step in which its message came, or later, where a value came in such
 * messages and in no other.
 */
export function heardFromBlocked(run: Run, blocks = new Blocks(run)): Heard[] {
  const refused = cameFromBlocked(run, blocks)
  const byDelivery = new Map(refused.map((one) => [one.delivery.id, one]))
  const heard: Heard[] = []
  for (const event of run.trace.events) {
    if (event.kind !== 'learn') continue
    const source =
      byDelivery.get(event.cause ?? -1) ??
      refused.find(
        ({ sent, delivery }) =>
          delivery.dest === event.node && delivery.id < event.id && carries(sent.event.body, event.value),
      )
    if (source === undefined) continue
    if (source.delivery.id === event.cause || !cameProperly(run, blocks, event))
      heard.push({ ...source, learn: event })
  }
  return heard
}

/** Whether a value had come from a client, or from a node that was not, or not for certain, blocked. */
function cameProperly(
  { facts }: Run,
  blocks: Blocks,
  { node, value, id: before }: EventOf<'learn'>,
): boolean {
  return facts.sent.some(
    ({ event, deliveries }) =>
      event.dest === node &&
      carries(event.body, value) &&
      deliveries.some(
        ({ id }) => id < before && (isClient(event.src) || !blocks.at(node, id).sure.has(event.src)),
      ),
  )
}

/** Whether a node refused it: by its filter; or it told something new, and that did not become known. */
export function wasRefused(run: Run, knowing: Knowing, { sent, delivery }: Refused): boolean {
  if (sent.drops.some(({ reason }) => reason === 'filter')) return true
  return [...knowing.carriedBy(sent.event.body)].some(
    (key) =>
      !knowing.knew(delivery.dest, key, delivery) &&
      !run.trace.events.some(
        (event) => event.kind === 'learn' && event.cause === delivery.id && valueKey(event.value) === key,
      ),
  )
}

/** While a node blocks a peer it sends it nothing, not even an answer. */
export function sendsNothingToBlocked(run: Run): Finding {
  const [first, ...others] = sentToBlocked(run)
  if (first === undefined) return holds
  const { event, isAnswer } = first.sent
  const { src, dest, at } = event
  const request = isAnswer ? run.trace.events[event.cause ?? -1] : undefined
  const asked = request?.kind === 'deliver' ? run.facts.sent[request.message] : undefined
  const chain = [toldTo(first.order)]
  if (asked !== undefined && asked.event.src === dest) {
    chain.push(
      `At ${time(request?.at ?? at)} ${aType(asked.event.body.type)} came from ${dest}; this answers it.`,
    )
  } else if (isAnswer) {
    chain.push(`It answers a request that had come before.`)
  }
  if (others.length > 0) chain.push(`In this run that happened ${others.length + 1} times.`)
  return {
    kind: 'fails',
    at,
    message: `At ${time(at)} ${src} sent ${dest} ${aType(event.body.type)} though it was to block ${dest}. A blocked peer is sent nothing, no answer either.`,
    chain,
  }
}

/** While a node blocks a peer it learns nothing from it. */
export function hearsNothingFromBlocked(run: Run): Finding {
  const [first, ...others] = heardFromBlocked(run)
  if (first === undefined) return holds
  const { sent, delivery, learn, order } = first
  const what = sent.isAnswer ? 'the answer' : 'a'
  const later = learn.cause === delivery.id ? '' : `, kept until ${time(learn.at)}`
  const more = new Set(others.map(({ learn: { node, value } }) => `${node} ${valueKey(value)}`)).size
  return {
    kind: 'fails',
    at: learn.at,
    message: `At ${time(delivery.at)} ${what} "${sent.event.body.type}" from ${delivery.src} came to ${delivery.dest}, which was to block ${delivery.src}. It should be as if it had never come; ${delivery.dest} learned ${show(learn.value)} from it${later}.`,
    chain: [
      toldTo(order),
      `${delivery.src} had sent it at ${time(sent.event.at)}.`,
      ...(sent.isAnswer ? [answersToo] : []),
      ...(more > 0 ? [`In this run that happened ${more + 1} times.`] : []),
    ],
  }
}

/** The order that a node acts on, as a sentence. */
export function toldTo({ node, list, operation }: Order): string {
  const { client, invokedAt } = operation
  return `At ${time(invokedAt)} ${client} told ${node} to block ${list.join(', ')}, and ${node} acknowledged it.`
}

const answersToo =
  'An answer to a request of your own is a message too: node.filter sees it before node.rpc does.'
