import { canonicalJson } from '../protocol/canonical-json.ts'
import { isClient, type Json } from '../protocol/message.ts'
import type { EventOf } from './event.ts'
import type { Facts, Operation } from './facts.ts'

/** What the requests of a key-value store are called: a write brings a `key` and a `value`, a read asks for a `key`. */
export type StoreRequests = { write: string; read: string }

/** A point in a run: an event's id tells what came first within one millisecond. */
export type Moment = { id: number; at: number }

/** A client's write that came to its node. `text` is what the observer calls the key with this value. */
export type Write = {
  key: string
  value: Json
  text: string
  node: string
  operation: Operation
  /** When it came to the node. */
  taken: Moment
  /** When the node sent its acknowledgement, if it did and the client still waited. */
  acknowledged: Moment | undefined
}

/** All writes in the order they came. */
export function writesOf(facts: Facts, { write }: StoreRequests): Write[] {
  const answers = answersByRequest(facts)
  const writes = facts.operations.flatMap((operation): Write[] => {
    const { request, node, sent, answer } = operation
    const [taken] = sent.deliveries
    if (request.type !== write || taken === undefined) return []
    const { key, value } = request as { key: string; value: Json } & typeof request
    const answered = answers.get(requestKey(operation))
    const acknowledged = answer?.body.type === `${write}_ok` ? answered : undefined
    return [{ key, value, text: heldText(key, value), node, operation, taken, acknowledged }]
  })
  return writes.sort((a, b) => a.taken.id - b.taken.id)
}

/** As the observer tells what a store holds under a key. */
export function heldText(key: string, value: Json): string {
  return `${key} = ${canonicalJson(value)}`
}

/** The first answer to each request of a client, as the node sent it. */
export function answersByRequest({ sent }: Facts): Map<string, EventOf<'send'>> {
  const answers = new Map<string, EventOf<'send'>>()
  for (const { event } of sent) {
    const { src, dest, body } = event
    const key = `${dest} ${src} ${body.in_reply_to}`
    if (isClient(dest) && body.in_reply_to !== undefined && !answers.has(key)) answers.set(key, event)
  }
  return answers
}

/** Under which a client's request is found in `answersByRequest`. */
export function requestKey({ client, node, request }: Operation): string {
  return `${client} ${node} ${request.msg_id}`
}
