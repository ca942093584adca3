import type { Run } from '../run.ts'
import { aType, show, time } from '../words.ts'

/** Where a ratio is told: the request for it, its field in the answer, and the request by whose number it divides. */
export type Ratio = { report: string; ratio: string; by: string }

/** A node that clients had brought nothing yet was asked for its ratio, and had no number to answer with. */
export function dividesByZero(
  { trace, facts }: Run,
  { report, ratio: field, by }: Ratio,
): string | undefined {
  const { end } = trace
  for (const { request, node, sent, answer } of facts.operations) {
    const [arrival] = sent.deliveries
    if (request.type !== report || arrival === undefined) continue
    const before = facts.operations.some(
      (one) =>
        one.node === node &&
        one.request.type === by &&
        (one.sent.deliveries[0]?.id ?? arrival.id) < arrival.id,
    )
    if (before) continue
    const asked = `At ${time(arrival.at)} ${node} was asked for its "${report}", before any client had sent it ${aType(by)}.`
    const ended = end.kind === 'threw' && end.node === node && end.while.includes(report)
    if (ended && /NaN|Infinity|finite|not a number/i.test(end.error)) {
      return `${asked} It could not answer: ${end.error}.`
    }
    const ratio = answer?.body[field]
    if (answer !== undefined && (ratio === null || /^(nan|-?infinity)$/i.test(String(ratio))))
      return `${asked} Its ${field} was ${show(ratio)}.`
  }
  return undefined
}
