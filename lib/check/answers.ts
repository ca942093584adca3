import type { Body } from '../protocol/message.ts'
import type { Operation, Sent } from '../trace/facts.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { aType, show, time } from './words.ts'

/**
 * The documented answer to each type of request: its type, and the fields it has besides. One ending in `?` may be
 * missing. With `errors` it may be an error of one of these codes as well; whether it should be is for others to say.
 */
export type AnswerShapes = { [request: string]: Shape }
type Shape = { type: string; fields: string[]; errors?: number[] }

/** Whether an answer is of the documented type, or one of the documented errors. */
export function isOfShape({ type, errors = [] }: Shape, { type: given, code }: Body): boolean {
  return given === type || (given === 'error' && errors.some((known) => known === code))
}

/** Every request is answered while its client still waits, with exactly the documented fields. */
export function answersAsDocumented(run: Run, shapes: AnswerShapes): Finding {
  for (const operation of run.facts.operations) {
    const shape = Object.hasOwn(shapes, operation.request.type) ? shapes[operation.request.type] : undefined
    if (shape === undefined) continue
    const problem = problemOf(run, operation, shape)
    if (problem !== undefined) return { kind: 'fails', at: operation.invokedAt, ...problem }
  }
  return holds
}

/**
 * Whether a node had the request while the client waited and stayed up: a node that is down or paused answers nobody,
 * and that is no fault of the program.
 */
export function couldAnswer({ trace }: Run, { sent, node, gaveUpAt }: Operation): boolean {
  const until = gaveUpAt ?? trace.end.at
  const [arrival] = sent.deliveries
  if (arrival === undefined || arrival.at > until) return false
  return !trace.events.some(
    (event) => event.kind === 'crash' && event.node === node && event.id > arrival.id && event.at < until,
  )
}

/** The answer that a client did not wait for any more. */
export function lateAnswer({ facts }: Run, { client, node, request, gaveUpAt }: Operation): Sent | undefined {
  return facts.sent.find(
    ({ event: { src, dest, body, at } }) =>
      src === node && dest === client && body.in_reply_to === request.msg_id && at >= (gaveUpAt ?? at + 1),
  )
}

type Problem = { message: string; chain: string[] } | undefined

function problemOf(run: Run, operation: Operation, shape: Shape): Problem {
  const { answer, client, node, request, invokedAt } = operation
  const asked = `${client} sent ${node} ${aType(request.type)} at ${time(invokedAt)}`
  if (answer === undefined) return silenceProblem(run, operation, shape, asked)
  const { body } = answer
  if (body.type === 'error' && isOfShape(shape, body)) return undefined
  if (body.type === 'error')
    return { message: `${asked} and expected "${shape.type}". ${errorText(node, body)}`, chain: [] }
  if (body.type !== shape.type) {
    return { message: `${asked} and expected "${shape.type}". It answered "${body.type}".`, chain: [] }
  }
  const given = Object.keys(body).filter((field) => !['type', 'msg_id', 'in_reply_to'].includes(field))
  const missing = demanded(shape).filter((field) => !given.includes(field))
  const extra = given.filter((field) => !shape.fields.includes(field) && !shape.fields.includes(`${field}?`))
  if (missing.length > 0) {
    return {
      message: `${asked}. The answer "${shape.type}" lacks the field "${missing[0]}": ${show(body)}.`,
      chain: [],
    }
  }
  if (extra.length > 0) {
    return {
      message: `${asked}. The answer "${shape.type}" has a field "${extra[0]}" that is not documented: ${show(body)}.`,
      chain: [],
    }
  }
  return undefined
}

function demanded({ fields }: Shape): string[] {
  return fields.filter((field) => !field.endsWith('?'))
}

function silenceProblem(run: Run, operation: Operation, shape: Shape, asked: string): Problem {
  if (!couldAnswer(run, operation)) return undefined
  const { client, gaveUpAt } = operation
  const waited =
    gaveUpAt === undefined
      ? `by the end of the run at ${time(run.trace.plan.until)}`
      : `by ${time(gaveUpAt)}, when ${client} gave up`
  return {
    message: `${asked} and expected "${shape.type}". No answer came ${waited}.`,
    chain: whySilent(run, operation, shape),
  }
}

function whySilent(run: Run, operation: Operation, shape: Shape): string[] {
  const { node, request, sent } = operation
  const refusal = sent.drops.find(({ reason }) => reason === 'filter')
  if (refusal !== undefined) return [`${node}'s own node.filter refused the request at ${time(refusal.at)}.`]
  const late = lateAnswer(run, operation)
  if (late !== undefined) return [`${node} did answer, at ${time(late.event.at)}: too late.`]
  const { operations } = run.facts
  const before = operations
    .slice(0, operations.indexOf(operation))
    .find((other) => other.node === node && sameBody(other.request, request))
  const again = before?.answer === undefined ? [] : [answeredBefore(node, before.answer.at)]
  return [
    ...again,
    `${node} received the request, and by then its handler of "${request.type}" had given no answer: it returned none, or it was still waiting for something.`,
    `Return { type: '${shape.type}'${demanded(shape)
      .map((field) => `, ${field}: …`)
      .join('')} } from the handler, and let it not wait too long before.`,
  ]
}

function sameBody({ msg_id: _one, ...one }: Body, { msg_id: _other, ...other }: Body): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

const answeredBefore = (node: string, at: number) =>
  `${node} answered the same request at ${time(at)}, the first time; it must answer every time.`

function errorText(node: string, { code, text }: Body): string {
  return typeof text === 'string'
    ? `${node} answered error ${show(code)}: ${text.replace(/\.?$/, '.')}`
    : `${node} answered error ${show(code)}.`
}
