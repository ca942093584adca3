import type { Body } from '../protocol/message.ts'
import type { Operation } from '../trace/facts.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { show, time } from './words.ts'

/** The documented answer to each type of request: its type, and the fields it has besides. */
export type AnswerShapes = { [request: string]: { type: string; fields: string[] } }

/** Every request is answered while its client still waits, with exactly the documented fields. */
export function answersAsDocumented({ facts, trace }: Run, shapes: AnswerShapes): Finding {
  for (const operation of facts.operations) {
    const shape = Object.hasOwn(shapes, operation.request.type) ? shapes[operation.request.type] : undefined
    if (shape === undefined) continue
    const problem = problemOf(operation, shape, trace.plan.until)
    if (problem !== undefined) return { kind: 'fails', at: operation.invokedAt, ...problem }
  }
  return holds
}

function problemOf(
  operation: Operation,
  shape: { type: string; fields: string[] },
  until: number,
): { message: string; chain: string[] } | undefined {
  const { answer, client, node, request, invokedAt, gaveUpAt } = operation
  const asked = `${client} sent ${node} a "${request.type}" at ${time(invokedAt)}`
  const arrival = operation.sent.drops[0]
  if (answer === undefined) {
    // A node that is down answers nobody, and that is no fault of the program.
    if (arrival !== undefined) return undefined
    const waited =
      gaveUpAt === undefined
        ? `by the end of the run at ${time(until)}`
        : `by ${time(gaveUpAt)}, when ${client} gave up`
    return {
      message: `${asked} and expected "${shape.type}". No answer came ${waited}.`,
      chain: [
        `${node} received the request, and its handler of "${request.type}" returned nothing and replied nothing.`,
        `Return { type: '${shape.type}'${shape.fields.map((field) => `, ${field}: …`).join('')} } from the handler.`,
      ],
    }
  }
  const { body } = answer
  if (body.type === 'error')
    return { message: `${asked} and expected "${shape.type}". ${errorText(node, body)}`, chain: [] }
  if (body.type !== shape.type) {
    return { message: `${asked} and expected "${shape.type}". It answered "${body.type}".`, chain: [] }
  }
  const given = Object.keys(body).filter((field) => !['type', 'msg_id', 'in_reply_to'].includes(field))
  const missing = shape.fields.filter((field) => !given.includes(field))
  const extra = given.filter((field) => !shape.fields.includes(field))
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

function errorText(node: string, { code, text }: Body): string {
  return typeof text === 'string'
    ? `${node} answered error ${show(code)}: ${text}`
    : `${node} answered error ${show(code)}.`
}
