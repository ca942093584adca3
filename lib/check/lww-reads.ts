import { canonicalJson } from '../protocol/canonical-json.ts'
import { heldText } from '../trace/writes.ts'
import { type AnswerShapes, answersAsDocumented } from './answers.ts'
import { type Finding, holds } from './finding.ts'
import { shownBy } from './lww-alone.ts'
import { entryText } from './lww-order.ts'
import { origin, Showing } from './lww-shown.ts'
import type { Run } from './run.ts'
import { aType, show, time } from './words.ts'

/** Every request is answered in its documented shape, and in time; a `kv_read` also with error 20. */
export function storeAnswers(run: Run, shapes: AnswerShapes, withinMs: number): Finding {
  const late = run.facts.operations.find(
    ({ answer, invokedAt }) => answer !== undefined && answer.at > invokedAt + withinMs,
  )
  if (late?.answer !== undefined) {
    const { client, node, request, invokedAt, answer } = late
    return {
      kind: 'fails',
      at: invokedAt,
      message: `${client} sent ${node} ${aType(request.type)} at ${time(invokedAt)}, and was answered ${time(answer.at - invokedAt)} later. A node answers from its own memory, in ${time(withinMs)} at most, whatever becomes of the others.`,
    }
  }
  const documented = run.facts.operations.filter(
    ({ request, answer }) =>
      !(request.type === 'kv_read' && answer?.body.type === 'error' && answer.body.code === 20),
  )
  const finding = answersAsDocumented({ ...run, facts: { ...run.facts, operations: documented } }, shapes)
  if (finding.kind === 'fails') return finding
  for (const { client, node, request, answer, invokedAt } of documented) {
    const field = numberFields[answer?.body.type ?? '']
    if (answer === undefined || field === undefined || typeof answer.body[field] === 'number') continue
    return {
      kind: 'fails',
      at: invokedAt,
      message: `${client} sent ${node} ${aType(request.type)} at ${time(invokedAt)}. In the answer "${answer.body.type}" the field "${field}" should be a number, and is ${show(answer.body[field])}.`,
    }
  }
  return holds
}

const numberFields: { [answer: string]: string } = {
  write_ok: 'ts',
  kv_read_ok: 'ts',
  kv_merge_ok: 'updated',
}

/** Reading is answered at once and changes nothing, and a client sees what the observer sees, with the ts it was given. */
export function storeReadsTruly(run: Run): Finding {
  const { trace, facts } = run
  const unreadable = trace.events.find((event) => event.kind === 'unreadable')
  if (unreadable?.kind === 'unreadable') {
    const { at, node, problem } = unreadable
    return { kind: 'fails', at, message: `At ${time(at)} on ${node}: ${problem}.` }
  }
  const showing = new Showing(run)
  for (const { client, node, request, answer, sent } of facts.operations) {
    const [arrival] = sent.deliveries
    // Judged only where the answer came at once, so that nothing happened in between.
    if (request.type !== 'kv_read' || arrival === undefined || answer?.at !== arrival.at) continue
    const key = request.key as string
    const asked = `At ${time(arrival.at)} ${node} answered ${client}'s "kv_read" of ${show(key)}`
    const shown = shownBy(answer.body)
    const brought = shown && showing.entries.shownAs(heldText(key, shown.value))
    if (shown !== undefined && brought !== undefined && shown.ts !== brought.entry.ts) {
      return {
        kind: 'fails',
        at: arrival.at,
        message: `${asked} with value ${show(shown.value)} and ts ${shown.ts}. That value came with ts ${brought.entry.ts}, and keeps it wherever it goes.`,
        chain: [origin(brought)],
      }
    }
    if (answer.body.type === 'kv_read_ok' && answer.body.key !== key) {
      return {
        kind: 'fails',
        at: arrival.at,
        message: `${asked} with key ${show(answer.body.key)}.`,
      }
    }
    const held = showing.at(node, key, arrival)
    if (held === undefined) continue
    if (shown !== undefined && canonicalJson(shown.value) === canonicalJson(held.entry.value)) continue
    return {
      kind: 'fails',
      at: arrival.at,
      message: `${asked} with ${shown === undefined ? show(answer.body) : `value ${show(shown.value)}`}, though it held ${entryText(held.entry)}, as it said when the harness asked at the same moment.`,
      chain: [origin(held)],
    }
  }
  return holds
}
