import { valueKey } from '../protocol/message.ts'
import type { Operation } from '../trace/facts.ts'
import { couldAnswer } from './answers.ts'
import { type Finding, holds } from './finding.ts'
import { type FirstArrival, type FirstArrivals, firstArrivals, wayOf } from './first-arrivals.ts'
import type { Run } from './run.ts'
import { aType, show, time } from './words.ts'

/** Maelstrom's error code for what there is not. */
const unknownCode = 20

/** `delivery_info` tells how a value came to the node for the first time, and answers error 20 for one it does not know. */
export function deliveriesAgree(run: Run): Finding {
  const arrivals = firstArrivals(run)
  for (const asked of deliveryInfosOf(run)) {
    const { operation, arrivedId, answeredId, at } = asked
    const { node, client, request, answer } = operation
    const key = valueKey(request.value ?? null)
    const learned = run.facts.knowledge.get(key)?.learned.get(node)
    const question = `At ${time(at)} ${client} asked ${node} for the "delivery_info" of ${show(request.value)}`
    const fails = (text: string, chain: string[] = []): Finding => ({
      kind: 'fails',
      at,
      message: `${question}. ${text}`,
      chain,
    })
    const { body } = answer
    const isError = body.type === 'error'
    const couldKnow = learned !== undefined && learned.id < answeredId
    const knew = learned !== undefined && learned.id < arrivedId
    if (isError && body.code === unknownCode && !knew) continue
    if (!couldKnow)
      return fails(
        `It did not know that value, and should have answered error ${unknownCode}; it answered ${show(withoutIds(body))}.`,
      )
    const arrival = arrivals.get(`${node} ${key}`)
    if (arrival === undefined) {
      return fails(
        `It had shown the value since ${time(learned.at)}, though no message with the value in it as itself had come to it.`,
      )
    }
    const { via, hops } = arrival
    if (isError)
      return fails(`It had known the value since ${time(learned.at)}, and answered error ${show(body.code)}.`)
    const expected = { type: 'delivery_info_ok', value: request.value, delivered_via: via, hops }
    const fields = Object.keys(expected) as (keyof typeof expected)[]
    const wrong = fields.find((field) => body[field] !== expected[field])
    const extra = Object.keys(withoutIds(body)).find((field) => !Object.hasOwn(expected, field))
    if (wrong === undefined && extra === undefined) continue
    const answered =
      wrong === undefined
        ? `Its answer has a field "${extra}" that is not documented: ${show(withoutIds(body))}`
        : `It answered ${wrong}: ${show(body[wrong])}, and it is ${show(expected[wrong])}`
    return fails(`${answered}.`, wayTold(arrivals, arrival))
  }
  return holds
}

/** An answered question for a value's delivery; the ids are those of the events by which it came and was answered. */
export type DeliveryAsked = {
  operation: Operation & { answer: NonNullable<Operation['answer']> }
  at: number
  arrivedId: number
  answeredId: number
}

export function deliveryInfosOf(run: Run): DeliveryAsked[] {
  return run.facts.operations.flatMap((operation): DeliveryAsked[] => {
    const { request, answer, sent } = operation
    const [arrival] = sent.deliveries
    if (request.type !== 'delivery_info' || answer === undefined || arrival === undefined) return []
    return [
      {
        operation: { ...operation, answer },
        at: arrival.at,
        arrivedId: arrival.id,
        // The answer's own event is not worth looking for: one given at once comes before anything else happens.
        answeredId: answer.at === arrival.at ? arrival.id : idAt(run, answer.at),
      },
    ]
  })
}

/** The delivery requests that a node could have answered and did not. */
export function deliveriesAnswered(run: Run): Finding {
  const silent = run.facts.operations.find(
    (operation) =>
      operation.request.type === 'delivery_info' &&
      operation.answer === undefined &&
      couldAnswer(run, operation),
  )
  if (silent === undefined) return holds
  const { client, node, request, invokedAt } = silent
  return {
    kind: 'fails',
    at: invokedAt,
    message: `${client} asked ${node} for the "delivery_info" of ${show(request.value)} at ${time(invokedAt)}, and got no answer.`,
  }
}

/** The id of the first event at this time or later. */
function idAt({ trace }: Run, at: number): number {
  return trace.events.find((event) => event.at >= at)?.id ?? trace.events.length
}

/** How a value came to a node, a step a sentence: the last few steps. */
function wayTold(arrivals: FirstArrivals, arrival: FirstArrival): string[] {
  const way = wayOf(arrivals, arrival)
  const told = way.map(({ node, from, type, brought, hops }) =>
    from === undefined
      ? `${brought.src} gave ${node} ${show(arrival.value)} at ${time(brought.at)}: 0 hops.`
      : `${node} first got it from ${from} at ${time(brought.at)}, in ${aType(type)}: hop ${hops}.`,
  )
  return told.length <= 5 ? told : [told[0] as string, ...told.slice(-4)]
}

function withoutIds({ msg_id: _id, in_reply_to: _to, ...rest }: { [field: string]: unknown }) {
  return rest as never as { type: string }
}
