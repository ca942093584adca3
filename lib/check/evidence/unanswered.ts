import { couldAnswer, lateAnswer } from '../answers.ts'
import type { Run } from '../run.ts'
import { aType, time } from '../words.ts'

/** A request of this kind reached its node and was never answered. */
export function leavesUnanswered(run: Run, types: string[]): string | undefined {
  const { end } = run.trace
  for (const operation of run.facts.operations) {
    const { request, sent, answer, client, node, invokedAt } = operation
    if (!types.includes(request.type) || answer !== undefined || sent.drops.length > 0) continue
    if (!couldAnswer(run, operation) || lateAnswer(run, operation) !== undefined) continue
    if (end.kind === 'capped' && end.at < invokedAt + 1000) continue
    return `${client} sent ${node} ${aType(request.type)} at ${time(invokedAt)}, and ${node} never answered it.`
  }
  return undefined
}
