import type { Body, Json } from '../protocol/message.ts'
import { bodyText, whySenseless } from './fanout-requests.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { aType } from './words.ts'

type Shape = { type: string; fields: { [name: string]: (value: Json | undefined) => boolean } }

const isNumber = (value: Json | undefined) => typeof value === 'number'
const isNumberOrNull = (value: Json | undefined) => typeof value === 'number' || value === null

const shapes: { [request: string]: Shape } = {
  calc_fanout: { type: 'calc_fanout_ok', fields: { min_fanout: isNumber, miss_prob: isNumber } },
  simulate_gossip: {
    type: 'simulate_gossip_ok',
    fields: { delivery_rate: isNumber, avg_rounds_to_all: isNumberOrNull },
  },
}

/**
 * Every request that makes sense gets its answer, with exactly the documented fields; every other gets error 12.
 * Requests that name another model than the independent one are looked at where that is asked for, and there alone.
 */
export function answersFanout(run: Run, { otherModels = false }: { otherModels?: boolean } = {}): Finding {
  for (const { request, answer, invokedAt } of run.facts.operations) {
    const shape = Object.hasOwn(shapes, request.type) ? shapes[request.type] : undefined
    if (shape === undefined || isOther(request) !== otherModels) continue
    const problem = problemWith(request, answer?.body, shape)
    if (problem !== undefined) {
      return {
        kind: 'fails',
        at: invokedAt,
        message: `A client asked for ${bodyText(request)}. ${problem}`,
      }
    }
  }
  return holds
}

function isOther({ model }: Body): boolean {
  return model !== undefined && model !== 'independent'
}

function problemWith(request: Body, answer: Body | undefined, { type, fields }: Shape): string | undefined {
  if (answer === undefined) return 'It got no answer.'
  const said = `It was answered ${bodyText(answer)}`
  const senseless = whySenseless(request)
  if (senseless !== undefined) {
    const refused = answer.type === 'error' && answer.code === 12
    return refused ? undefined : `${said}. The answer should be error 12: ${senseless}.`
  }
  if (answer.type !== type) return `${said}. The answer should be ${aType(type)}.`
  const given = Object.keys(answer).filter((field) => !['type', 'msg_id', 'in_reply_to'].includes(field))
  const extra = given.find((field) => !Object.hasOwn(fields, field))
  if (extra !== undefined) return `${said}, with a field "${extra}" that is not documented.`
  const wrong = Object.keys(fields).find((field) => fields[field]?.(answer[field]) === false)
  if (wrong !== undefined)
    return `${said}. The field "${wrong}" should hold a number${wrong === 'avg_rounds_to_all' ? ', or null' : ''}.`
  return undefined
}
