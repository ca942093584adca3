import type { Operation } from '../trace/facts.ts'
import { type AnswerShapes, couldAnswer, isOfShape, lateAnswer } from './answers.ts'
import { type Cut, cutsOf, standingAt } from './cuts.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { aType, names, show, time } from './words.ts'

/** While a partition stands every request, on whichever side, is answered as documented and in time. */
export function staysAvailable(run: Run, shapes: AnswerShapes, withinMs: number): Finding {
  const cuts = cutsOf(run)
  const { end } = run.trace
  for (const operation of run.facts.operations) {
    const { request, invokedAt, answer } = operation
    const shape = Object.hasOwn(shapes, request.type) ? shapes[request.type] : undefined
    const cut = standingAt(cuts, invokedAt)
    if (shape === undefined || cut === undefined) continue
    const due = invokedAt + withinMs
    if (answer !== undefined && isOfShape(shape, answer.body) && answer.at <= due) continue
    // A run that was cut off, or a node that was down, says nothing about an answer still to come.
    if (answer === undefined && ((end.kind !== 'finished' && end.at < due) || !couldAnswer(run, operation)))
      continue
    return {
      kind: 'fails',
      at: invokedAt,
      message: `${standing(cut)}, ${operation.client} sent ${operation.node} ${aType(request.type)} at ${time(invokedAt)}. A node should go on answering, within ${time(withinMs)}. ${outcome(run, operation)}`,
      chain: whatItWaitedFor(run, operation),
    }
  }
  return holds
}

/** The answer, whether or not the client still waited. */
export function finalAnswer(run: Run, operation: Operation) {
  const late = operation.answer ?? lateAnswer(run, operation)?.event
  return late === undefined ? undefined : { at: late.at, body: late.body }
}

function standing({ name, from, to }: Cut): string {
  const until = Number.isFinite(to) ? `from ${time(from)} to ${time(to)}` : `from ${time(from)} on`
  return `While the partition "${name}" stood, ${until}`
}

function outcome(run: Run, operation: Operation): string {
  const { node } = operation
  const answer = finalAnswer(run, operation)
  if (answer === undefined) return `${node} did not answer at all.`
  const { type, code, text } = answer.body
  if (type !== 'error') return `${node} answered only at ${time(answer.at)}.`
  const said = typeof text === 'string' ? `: ${text.replace(/\.?$/, '.')}` : '.'
  return `At ${time(answer.at)} ${node} answered error ${show(code)}${said}`
}

/** What the node sent because of the request, what became of it, and what it answered on. */
function whatItWaitedFor(run: Run, operation: Operation): string[] {
  const { node, sent, request } = operation
  const [arrival] = sent.deliveries
  const asked = run.facts.serverMessages.filter(
    ({ event }) => event.src === node && event.cause === arrival?.id,
  )
  const answer = finalAnswer(run, operation)
  if (asked.length === 0) {
    return answer === undefined
      ? [`${node} received the request, and its handler of "${request.type}" answered nothing.`]
      : []
  }
  const cutOff = asked.filter(({ drops }) => drops.some(({ reason }) => reason === 'cut'))
  const recipients = (messages: typeof asked) => names([...new Set(messages.map(({ event }) => event.dest))])
  const chain = [
    `On receiving it ${node} sent ${recipients(asked)} ${aType(asked[0]?.event.body.type)}${cutOff.length === 0 ? '.' : `; the partition dropped what it sent to ${recipients(cutOff)}.`}`,
  ]
  const reply = run.facts.sent.find(
    ({ event }) => event.src === node && event.dest === operation.client && event.at === answer?.at,
  )
  const trigger = run.trace.events[reply?.event.cause ?? -1]
  if (trigger?.kind === 'deliver' && trigger.src !== operation.client) {
    chain.push(`It answered when a message from ${trigger.src} arrived, at ${time(trigger.at)}.`)
  }
  return chain
}
