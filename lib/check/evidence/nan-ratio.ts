import type { Run } from '../run.ts'
import { show, time } from '../words.ts'

/** A node that had no broadcasts yet was asked for its ratio, and had no number to answer with. */
export function dividesByZero({ trace, facts }: Run): string | undefined {
  const { end } = trace
  for (const { request, node, sent, answer } of facts.operations) {
    const [arrival] = sent.deliveries
    if (request.type !== 'gossip_stats' || arrival === undefined) continue
    const before = facts.operations.some(
      (one) =>
        one.node === node &&
        one.request.type === 'broadcast' &&
        (one.sent.deliveries[0]?.id ?? arrival.id) < arrival.id,
    )
    if (before) continue
    const asked = `At ${time(arrival.at)} ${node} was asked for its "gossip_stats", before any client had sent it a broadcast.`
    const ended = end.kind === 'threw' && end.node === node && end.while.includes('gossip_stats')
    if (ended && /NaN|Infinity|finite|not a number/i.test(end.error)) {
      return `${asked} It could not answer: ${end.error}.`
    }
    const ratio = answer?.body.messages_per_op
    if (answer !== undefined && ratio !== undefined && typeof ratio !== 'number')
      return `${asked} Its messages_per_op was ${show(ratio)}.`
  }
  return undefined
}
