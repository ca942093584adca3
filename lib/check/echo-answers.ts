import { canonicalJson } from '../protocol/canonical-json.ts'
import { type Body, isClient, type Json } from '../protocol/message.ts'
import type { Operation } from '../trace/facts.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { show, time } from './words.ts'

/** A request to echo a value, and what came back for it. */
export type Echoed = {
  operation: Operation
  value: Json
  /** The answer, if there was one; `back` is undefined where it has no field `echo`. */
  answer: { body: Body; back: Json | undefined } | undefined
  isSame: boolean
}

/** In the order in which clients asked. */
export function echoedIn({ facts }: Run): Echoed[] {
  return facts.operations
    .filter(({ request }) => request.type === 'echo')
    .map((operation): Echoed => {
      const value = operation.request.echo as Json
      const body = operation.answer?.body
      const answer = body && { body, back: body.echo }
      return { operation, value, answer, isSame: answer !== undefined && sameJson(value, answer.back) }
    })
}

/** Equal as JSON: an object's fields have no order, the items of a list do. */
export function sameJson(one: Json | undefined, other: Json | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  return canonicalJson(one) === canonicalJson(other)
}

/** Whoever was answered has got back what they sent. That there is an answer at all is for others to say. */
export function echoesWhatCame(run: Run): Finding {
  const echoed = echoedIn(run)
  if (echoed.every(({ answer }) => answer?.back === undefined)) return { kind: 'idle', why: nothingCame }
  for (const { operation, value, answer, isSame } of echoed) {
    if (isSame || answer?.back === undefined) continue
    const { client, node, invokedAt } = operation
    const owner = echoed.find(
      (other) =>
        other.operation !== operation && other.operation.node === node && sameJson(other.value, answer.back),
    )
    return {
      kind: 'fails',
      at: operation.answer?.at ?? invokedAt,
      message: `${client} sent ${node} ${show(value)} at ${time(invokedAt)} and got back ${show(answer.back)}.`,
      chain: owner === undefined ? [differenceOf(value, answer.back)] : [whoseItIs(owner)],
    }
  }
  return holds
}

function whoseItIs({ operation: { client, node, invokedAt }, value }: Echoed): string {
  return `${show(value)} is what ${client} sent ${node}, at ${time(invokedAt)}.`
}

function differenceOf(value: Json, back: Json): string {
  const [sent, got] = [kindOf(value), kindOf(back)]
  if (sent !== got) return `What was sent is ${sent}, what came back is ${got}.`
  return `Both are ${sent}, and they differ.`
}

function kindOf(value: Json): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  switch (typeof value) {
    case 'string':
      return 'a string'
    case 'number':
      return 'a number'
    case 'boolean':
      return 'true or false'
    default:
      return 'an object'
  }
}

/** Nodes send nothing but answers: each message of theirs is the first for a request that somebody made of them. */
export function onlyAnswers({ facts }: Run): Finding {
  const stray = facts.sent.find(({ event: { src }, isAnswer }) => !isAnswer && !isClient(src))
  if (stray === undefined) return holds
  const { src, dest, body, at } = stray.event
  return {
    kind: 'fails',
    at,
    message: `${src} sent ${dest} a message "${body.type}" at ${time(at)}, which answers no request: ${show(body)}.`,
    chain: body.in_reply_to === undefined ? [noId] : [alreadyAnswered(dest, body.in_reply_to)],
  }
}

const nothingCame = 'Not judged: no value came back at all.'
const noId = 'It has no "in_reply_to". Return the answer from the handler, and it gets one.'
const alreadyAnswered = (client: string, id: number) =>
  `Its "in_reply_to" is ${id}; ${client} had sent it no such request, or had its answer already.`
