import type { Body, Json } from '../protocol/message.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { show } from './words.ts'

/** A request and the answer it must get: these very fields, or a predicate that says what is wrong. */
export type Step = { request: Body; expect: Body | ((answer: Body) => string | undefined) }

/** A scripted talk with one node went as written. Lists are compared as sets: their order means nothing here. */
export function wentAsScripted({ facts, trace }: Run, steps: Step[], client = 'c1'): Finding {
  const operations = facts.operations.filter((operation) => operation.client === client)
  for (const [index, { request, expect }] of steps.entries()) {
    const operation = operations[index]
    const body = operation?.answer?.body
    const at = operation?.invokedAt ?? trace.end.at
    const said = [
      ...steps
        .slice(0, index)
        .map((step, before) => exchange(step.request, operations[before]?.answer?.body)),
    ]
    if (body === undefined) {
      return { kind: 'fails', at, chain: said, message: `${show(request)} got no answer.` }
    }
    const answer = withoutIds(body)
    const problem = typeof expect === 'function' ? expect(answer) : differenceFrom(expect, answer)
    if (problem !== undefined) {
      return {
        kind: 'fails',
        at,
        chain: said,
        message: `${show(request)} was answered ${show(answer)}: ${problem}.`,
      }
    }
  }
  return holds
}

function exchange(request: Body, answer: Body | undefined): string {
  return `${show(request)} was answered ${answer === undefined ? 'nothing' : show(withoutIds(answer))}.`
}

function withoutIds(body: Body): Body {
  const { msg_id: _id, in_reply_to: _to, ...rest } = body
  return rest as Body
}

function differenceFrom(expected: Body, answer: Body): string | undefined {
  return canonical(expected as Json) === canonical(answer as Json) ? undefined : `expected ${show(expected)}`
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
