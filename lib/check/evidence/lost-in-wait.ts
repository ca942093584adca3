import { batchesOf } from '../batches.ts'
import { type Stay, staysOf } from '../buffering.ts'
import type { Run } from '../run.ts'
import { count, show, time } from '../words.ts'

type Wait = { node: string; from: number; to: number }

/** So many values must be lost: one or two can have come at such a time by chance. */
const enough = 3

/**
 * Values that clients brought while their node waited for the answer to a batch never left it, though later ones did;
 * and all others left.
 */
export function losesWhileWaiting(run: Run): string | undefined {
  const waits = waitsOf(run)
  if (waits.length === 0) return undefined
  const own = staysOf(run).filter(({ isOwn }) => isOwn)
  const lost: { stay: Stay; wait: Wait }[] = []
  for (const stay of own.filter(({ left }) => left === undefined)) {
    const { node, learned } = stay
    const wait = waits.find(({ node: by, from, to }) => by === node && from <= learned.at && learned.at <= to)
    const isPassed = own.some((other) => other.node === node && other.left && other.learned.at > learned.at)
    if (wait === undefined) return undefined
    if (isPassed) lost.push({ stay, wait })
  }
  const [first] = lost
  if (first === undefined || lost.length < enough) return undefined
  const { node, value, learned } = first.stay
  return `${show(value)} came to ${node} at ${time(learned.at)}, while ${node} waited from ${time(first.wait.from)} to ${time(first.wait.to)} for answers to a batch, and never left it. So it went with ${count(lost.length, 'value')}, all of which came during such a wait; what came at other times left.`
}

/** From each batch that asks for an answer to that answer. */
function waitsOf(run: Run): Wait[] {
  const answeredAt = new Map<string, number>()
  for (const { event, deliveries, isAnswer } of run.facts.serverMessages) {
    const [arrival] = deliveries
    if (isAnswer && arrival !== undefined)
      answeredAt.set(`${event.dest} ${event.body.in_reply_to}`, arrival.at)
  }
  return batchesOf(run).flatMap(({ sent: { event } }) => {
    const to = answeredAt.get(`${event.src} ${event.body.msg_id}`)
    return event.body.msg_id === undefined || to === undefined
      ? []
      : [{ node: event.src, from: event.at, to }]
  })
}
