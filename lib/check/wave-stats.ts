import { isClient, type Json } from '../protocol/message.ts'
import { isForward, type Operation } from '../trace/facts.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { gossipOf } from './waves.ts'
import { show, time } from './words.ts'

/** What a node has to say of itself: gossip that came, gossip that went, and gossip that came with a known value. */
export type WaveStats = { received: number; forwarded: number; duplicates: number }

/** Each answer to `gossip_stats` says what the trace says had happened on that node when it was asked. */
export function statsAgree(run: Run): Finding {
  const counted = countedAt(run)
  for (const operation of run.facts.operations) {
    const { request, node, client, answer, invokedAt, sent } = operation
    const truth = counted.get(sent.event.message)
    if (request.type !== 'gossip_stats' || answer === undefined || truth === undefined) continue
    for (const field of ['received', 'forwarded', 'duplicates'] as const) {
      const said = answer.body[field]
      if (said === truth[field]) continue
      return {
        kind: 'fails',
        at: answer.at,
        message: `At ${time(invokedAt)} ${client} asked ${node} for its "gossip_stats". It answered ${field}: ${show(said)}, and it is ${truth[field]}.`,
        chain: [sentence(node, truth), ...sinceConfigured(run, counted, operation, field), meaning[field]],
      }
    }
  }
  return holds
}

/** The truth at the moment that each `gossip_stats` or `configure` request arrived, by the request's message number. */
function countedAt({ trace, facts }: Run): Map<number, WaveStats> {
  const now = new Map(trace.plan.nodes.map((node) => [node, { received: 0, forwarded: 0, duplicates: 0 }]))
  const known = new Map(trace.plan.nodes.map((node) => [node, new Set<Json>()]))
  const counted = new Map<number, WaveStats>()
  for (const event of trace.events) {
    if (event.kind !== 'send' && event.kind !== 'deliver') continue
    const sent = facts.sent[event.message]
    if (sent === undefined) continue
    const { src, dest, body } = sent.event
    if (event.kind === 'send') {
      const stats = now.get(src)
      if (stats !== undefined && !isClient(dest) && isForward(sent) && gossipOf(sent) !== undefined)
        stats.forwarded++
      continue
    }
    const stats = now.get(dest)
    const values = known.get(dest)
    if (stats === undefined || values === undefined) continue
    if (isClient(src)) {
      if (body.type === 'broadcast') values.add(body.message ?? null)
      if (body.type === 'gossip_stats' || body.type === 'configure') counted.set(event.message, { ...stats })
      continue
    }
    const value = sent.isAnswer ? undefined : gossipOf(sent)
    if (value === undefined) continue
    stats.received++
    if (values.has(value)) stats.duplicates++
    values.add(value)
  }
  return counted
}

/** That what a node said is what came to it after its last `configure`, if so. */
function sinceConfigured(
  { facts }: Run,
  counted: Map<number, WaveStats>,
  { node, answer, sent }: Operation,
  field: keyof WaveStats,
): string[] {
  const last = facts.operations.findLast(
    (other) =>
      other.request.type === 'configure' && other.node === node && other.sent.event.id < sent.event.id,
  )
  const [then, now] = [last?.sent, sent].map((one) => counted.get(one?.event.message ?? -1)?.[field] ?? 0)
  if (last === undefined || !then || now === undefined || answer?.body[field] !== now - then) return []
  return [
    `So many there were since the "configure" at ${time(last.invokedAt)}. It changes the fanout, and the counts go on.`,
  ]
}

function sentence(node: string, { received, forwarded, duplicates }: WaveStats): string {
  return `By then ${node} had received ${received} "gossip" messages, ${duplicates} of them with a value it knew already, and sent ${forwarded}.`
}

const meaning: { [field in keyof WaveStats]: string } = {
  received:
    '"received" counts every "gossip" message that came from a node, known or new; a client’s requests count nowhere.',
  forwarded: '"forwarded" counts every "gossip" message that the node sent: one wave to two peers is two.',
  duplicates:
    '"duplicates" counts the "gossip" messages whose value the node knew already, from whomever it had it; a client’s "broadcast" is never a duplicate.',
}
