import { otherPrototype } from '../../protocol/json-copy.ts'
import { type StoreRequests, writesOf } from '../../trace/writes.ts'
import type { Run } from '../run.ts'
import { show, time } from '../words.ts'

/** A node told, or stumbled over, what every object inherits under a name that nobody had written; or lost "__proto__". */
export function keepsKeysInObject(run: Run, requests: StoreRequests): string | undefined {
  const writes = writesOf(run.facts, requests)
  const { end } = run.trace
  const setProto = writes.find(({ key }) => key === '__proto__')
  if (setProto !== undefined && end.kind === 'threw' && end.error.includes(otherPrototype))
    return `${setProto.operation.client} wrote under the key "__proto__" at ${time(setProto.taken.at)}. At ${time(end.at)} ${end.node} could not send what it had made of that: ${end.error}.`
  // A node that has an answer for every key has another fault.
  const knowsMissing = run.facts.operations.some(
    ({ request, answer }) =>
      request.type === requests.read &&
      !(String(request.key) in {}) &&
      answer?.body.type === 'error' &&
      answer.body.code === 20,
  )
  if (!knowsMissing) return undefined
  for (const { node, request, answer, sent } of run.facts.operations) {
    const key = String(request.key)
    const [asked] = sent.deliveries
    if (request.type !== requests.read || asked === undefined || !(key in {})) continue
    const written = writes.filter((write) => write.key === key && write.taken.id < asked.id)
    const here = written.findLast((write) => write.node === node)
    const isError = answer?.body.type === 'error' && answer.body.code === 20
    const read = `At ${time(asked.at)} ${node} was asked for the key ${show(key)}`
    if (written.length === 0 && answer !== undefined && !isError)
      return `${read}, which no client had ever written, and answered ${show(answer.body)}. Every object has a field of that name.`
    const threw = answer === undefined && end.kind === 'threw' && end.node === node && end.at === asked.at
    if (written.length === 0 && threw && end.while.includes(`"${requests.read}"`))
      return `${read}, which no client had ever written, and could not answer: ${end.error}. Every object has a field of that name.`
    if (here !== undefined && key === '__proto__' && isError && here.value)
      return `${read}, which ${here.operation.client} had written there at ${time(here.taken.at)}, and answered with error 20. To set the field "__proto__" of an object sets no field.`
  }
  return undefined
}
