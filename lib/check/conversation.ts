import type { Body, Json } from '../protocol/message.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { count, names, show } from './words.ts'

/** A request and the answer it must get: these very fields, or a predicate that says what is wrong. */
export type Step = { request: Body; expect: Body | ((answer: Body) => string | undefined) }

/** A scripted talk with one node went as written. Lists are compared as sets: their order means nothing here. */
export function wentAsScripted({ facts, trace }: Run, steps: Step[], client = 'c1'): Finding {
  const operations = facts.operations.filter((operation) => operation.client === client)
  const isAmongSeveral = new Set(operations.map(({ node }) => node)).size > 1
  for (const [index, { request, expect }] of steps.entries()) {
    const operation = operations[index]
    const body = operation?.answer?.body
    const at = operation?.invokedAt ?? trace.end.at
    const before = steps.slice(0, index).map((step) => step.request)
    // As it was sent: fields may have been copied into it.
    const asked = (place: number, written: Body) => withoutIds(operations[place]?.request ?? written)
    const whom = (place: number) => (isAmongSeveral ? `${operations[place]?.node}: ` : '')
    const chain = before
      .map(
        (earlier, place) =>
          `${whom(place)}${exchange(asked(place, earlier), operations[place]?.answer?.body)}`,
      )
      .slice(-recent)
    if (before.length > recent) chain.unshift(andBefore(before.length - recent))
    if (body === undefined) {
      const same = before.some((earlier) => show(earlier) === show(request))
      return { kind: 'fails', at, chain, message: same ? answeredOnlyOnce(request) : notAnswered(request) }
    }
    const answer = withoutIds(body)
    const problem = typeof expect === 'function' ? expect(answer) : differenceFrom(expect, answer)
    if (problem !== undefined) {
      return {
        kind: 'fails',
        at,
        chain,
        message: `${whom(index)}${inFull(asked(index, request))} was answered ${inFull(answer)}: ${problem}.`,
      }
    }
  }
  return holds
}

/** How many exchanges before the failed one are told: what led to it, not the whole talk. */
const recent = 3

const andBefore = (amount: number) => `${count(amount, 'earlier request')} went as expected.`
const notAnswered = (request: Body) => `${show(request)} got no answer.`
const answeredOnlyOnce = (request: Body) =>
  `${show(request)} was sent again, as a client may, and got no answer this time; the first time it was answered.`

/** What went wrong is shown whole, unless it is very long. */
const mostLetters = 200

function inFull(body: Body): string {
  const text = JSON.stringify(body)
  return text.length <= mostLetters ? text : `${text.slice(0, mostLetters - 3)}...`
}

function exchange(request: Body, answer: Body | undefined): string {
  return `${show(request)} was answered ${answer === undefined ? 'nothing' : show(withoutIds(answer))}.`
}

function withoutIds(body: Body): Body {
  const { msg_id: _id, in_reply_to: _to, ...rest } = body
  return rest as Body
}

function differenceFrom(expected: Body, answer: Body): string | undefined {
  if (canonical(expected as Json) === canonical(answer as Json)) return undefined
  const field = Object.keys(expected).find((name) => isOtherList(expected[name], answer[name]))
  if (field === undefined) return fieldDifference(expected, answer) ?? `expected ${show(expected)}`
  return `"${field}" ${listDifference(expected[field] as Json[], answer[field] as Json[])}`
}

/** The first field that is not as it should be, in an answer of the right type: a whole body is longer than a line. */
function fieldDifference(expected: Body, answer: Body): string | undefined {
  if (expected.type !== answer.type) return undefined
  const given = new Set(Object.keys(answer))
  const lacking = Object.keys(expected).find((name) => !given.has(name))
  if (lacking !== undefined) return `it lacks "${lacking}"`
  const foreign = [...given].find((name) => !Object.hasOwn(expected, name))
  if (foreign !== undefined) return `"${foreign}" is not documented`
  const other = Object.keys(expected).find(
    (name) => canonical(expected[name] as Json) !== canonical(answer[name] as Json),
  )
  return other === undefined ? undefined : `expected "${other}" to be ${show(expected[other] as Json)}`
}

function isOtherList(expected: unknown, answered: unknown): boolean {
  if (!Array.isArray(expected) || !Array.isArray(answered)) return false
  return canonical(expected) !== canonical(answered)
}

/** What a list lacks or has too much, by name: lists are longer than a line. */
function listDifference(expected: Json[], answered: Json[]): string {
  const lacking = expected.filter((item) => !answered.some((other) => canonical(other) === canonical(item)))
  const foreign = answered.filter((item) => !expected.some((other) => canonical(other) === canonical(item)))
  if (lacking.length > 0) return `lacks ${names(lacking.map(show))}`
  if (foreign.length > 0) return `holds ${names(foreign.map(show))}, which nobody put there`
  return 'holds something twice'
}

/** JSON with sorted keys and sorted lists, so that equal sets have equal texts. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key] as Json)}`)
  return `{${entries.join(',')}}`
}
