import type { Run } from '../run.ts'
import { time } from '../words.ts'

/** A request of this kind reached its node and was never answered. */
export function leavesUnanswered({ facts, trace }: Run, types: string[]): string | undefined {
  for (const { request, sent, answer, client, node, invokedAt } of facts.operations) {
    if (!types.includes(request.type) || answer !== undefined || sent.drops.length > 0) continue
    if (trace.end.kind === 'capped' && trace.end.at < invokedAt + 1000) continue
    return `${client} sent ${node} a "${request.type}" at ${time(invokedAt)}, and ${node} never answered it.`
  }
  return undefined
}
