import type { Body, Json } from '../protocol/message.ts'
import { heldText, type StoreRequests } from '../trace/writes.ts'
import { type Finding, holds } from './finding.ts'
import { Holdings, showHeld } from './holdings.ts'
import type { Run } from './run.ts'
import { aType, show, time } from './words.ts'

/** Asking a store for a key is answered at once and changes nothing, and tells clients what it tells the observer. */
export function storeReadTruly(run: Run, { read }: StoreRequests): Finding {
  const unreadable = run.trace.events.find((event) => event.kind === 'unreadable')
  if (unreadable !== undefined) {
    const { at, node, problem } = unreadable
    return { kind: 'fails', at, message: `At ${time(at)} on ${node}: ${problem}.` }
  }
  const holdings = new Holdings(run)
  for (const { request, node, client, sent, answer } of run.facts.operations) {
    const [asked] = sent.deliveries
    if (request.type !== read || asked === undefined || !holdings.keys.includes(String(request.key))) continue
    const held = holdings.at(node, String(request.key), asked.id)
    const problem =
      answer === undefined ? notAnswered : problemOf(answer.body, String(request.key), held, read)
    // Judged only when the answer came at once, so that nothing happened in between.
    if (problem === undefined || (answer !== undefined && answer.at > asked.at)) continue
    return {
      kind: 'fails',
      at: asked.at,
      message: `At ${time(asked.at)} ${client} asked ${node} for ${show(request.key)} with ${aType(read)}. ${problem}`,
    }
  }
  return holds
}

function problemOf(body: Body, key: string, held: string | undefined, read: string): string | undefined {
  const { type, code, value, msg_id: _id, in_reply_to: _to, ...others } = body
  const answered = `It answered ${show(withoutIds(body))}`
  if (type === 'error' && code === keyDoesNotExist)
    return held === undefined
      ? undefined
      : `${answered}, though asked by the harness at the same moment it held ${showHeld(held)}.`
  if (type !== `${read}_ok` || value === undefined)
    return held === undefined
      ? `${answered}. It held nothing under this key, and the answer to that is error ${keyDoesNotExist}.`
      : `${answered}. Expected a "${read}_ok" with the value: it held ${showHeld(held)}.`
  const [extra] = Object.keys(others)
  if (extra !== undefined) return `${answered}; the field "${extra}" is not documented.`
  if (heldText(key, value as Json) === held) return undefined
  return `${answered}, though asked by the harness at the same moment it held ${held === undefined ? 'nothing under this key' : showHeld(held)}.`
}

function withoutIds({ msg_id: _id, in_reply_to: _to, ...rest }: Body): Body {
  return rest as Body
}

const keyDoesNotExist = 20
const notAnswered = 'No answer came.'
