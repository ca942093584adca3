import { echoedIn } from '../echo-answers.ts'
import type { Run } from '../run.ts'
import { aType, time } from '../words.ts'
import { leavesUnanswered } from './unanswered.ts'

/** An answer has the type of the request. */
export function answersAsRequest(run: Run): string | undefined {
  const found = echoedIn(run).find(({ operation, answer }) => answer?.body.type === operation.request.type)
  if (found === undefined) return undefined
  const { client, node, invokedAt, request } = found.operation
  return `${client} sent ${node} ${aType(request.type)} at ${time(invokedAt)}. The answer was ${aType(request.type)} too.`
}

/** No request was answered, of however many. */
export function answersNothing(run: Run): string | undefined {
  return echoedIn(run).some(({ answer }) => answer !== undefined)
    ? undefined
    : leavesUnanswered(run, ['echo'])
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
    return `${node} sent ${client} ${aType(sent.event.body.type)} at ${time(sent.event.at)} without "in_reply_to", and the request with "msg_id" ${request.msg_id}, of ${time(invokedAt)}, was never answered.`
  }
  return undefined
}
