import { echoedIn } from '../echo-answers.ts'
import type { Run } from '../run.ts'
import { time } from '../words.ts'

/** An answer has the type of the request. */
export function answersAsRequest(run: Run): string | undefined {
  const found = echoedIn(run).find(({ operation, answer }) => answer?.body.type === operation.request.type)
  if (found === undefined) return undefined
  const { client, node, invokedAt, request } = found.operation
  return `${client} sent ${node} an "${request.type}" at ${time(invokedAt)}. The answer was an "${request.type}" too.`
}

/** A client that waited in vain was sent a message by the node it had asked, one without "in_reply_to". */
export function answersWithoutId(run: Run): string | undefined {
  for (const { operation } of echoedIn(run)) {
    const { client, node, request, invokedAt, answer } = operation
    if (answer !== undefined) continue
    const sent = run.facts.sent.find(
      ({ event: { src, dest, body, at } }) =>
        src === node && dest === client && at >= invokedAt && body.in_reply_to === undefined,
    )
    if (sent === undefined) continue
    return `${node} sent ${client} an "${sent.event.body.type}" at ${time(sent.event.at)} without "in_reply_to", and the request with "msg_id" ${request.msg_id}, of ${time(invokedAt)}, was never answered.`
  }
  return undefined
}
