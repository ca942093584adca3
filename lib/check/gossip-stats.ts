import { isClient } from '../protocol/message.ts'
import { isForward, isToOther } from '../trace/facts.ts'
import { type Finding, holds } from './finding.ts'
import { Knowing } from './knowing.ts'
import type { Run } from './run.ts'
import { number, show, time } from './words.ts'

/** How far a ratio may be from the exact one, for who rounds it. */
const roundingError = 0.01

/** `gossip_stats` tells what the trace counted on that node, until the request came or until it was answered. */
export function statsAgree(run: Run): Finding {
  const { facts, trace } = run
  const asked = facts.operations.filter(
    ({ request, answer }) => request.type === 'gossip_stats' && answer?.body.type === 'gossip_stats_ok',
  )
  if (asked.length === 0) return holds
  const knowing = new Knowing(run)
  const answerIds = new Map<string, number>()
  for (const { event } of facts.sent)
    if (isClient(event.dest)) answerIds.set(`${event.dest} ${event.body.in_reply_to}`, event.id)
  for (const { node, client, request, sent, answer } of asked) {
    const [arrival] = sent.deliveries
    if (arrival === undefined || answer === undefined) continue
    const until = [arrival.id, answerIds.get(`${client} ${request.msg_id}`) ?? arrival.id]
    const counted = until.map((id) => countsAt(run, knowing, node, id))
    for (const field of ['broadcasts_received', 'gossip_messages_sent', 'unique_messages'] as const) {
      const said = answer.body[field]
      if (counted.some((counts) => counts[field] === said)) continue
      return differs(node, arrival.at, field, number(counted[0]?.[field] ?? 0), said)
    }
    const said = answer.body.messages_per_op
    const ratios = counted.map(({ ratio }) => ratio)
    if (typeof said === 'number' && ratios.some((ratio) => Math.abs(ratio - said) <= roundingError)) continue
    return differs(node, arrival.at, 'messages_per_op', number(ratios[0] ?? 0), said)
  }
  return holds

  function differs(node: string, at: number, field: string, expected: string, said: unknown): Finding {
    return {
      kind: 'fails',
      at,
      message: `At ${time(at)} ${node} was asked for its "gossip_stats". By then ${meaning[field]} ${expected}; its ${field} was ${show(said as never)}.`,
      chain: trace.end.kind === 'finished' ? [] : ['The run was stopped early.'],
    }
  }
}

const meaning: { [field: string]: string } = {
  broadcasts_received: 'the number of broadcasts that clients had sent it was',
  gossip_messages_sent: 'the number of messages it had sent to other nodes, answers left out, was',
  unique_messages: 'the number of values it knew was',
  messages_per_op: 'messages sent for each broadcast received were',
}

function countsAt({ facts }: Run, knowing: Knowing, node: string, id: number) {
  const sent = facts.serverMessages.filter(
    (one) => one.event.src === node && one.event.id < id && isForward(one) && isToOther(one),
  ).length
  const received = facts.operations.filter(
    (one) => one.node === node && one.request.type === 'broadcast' && (one.sent.deliveries[0]?.id ?? id) < id,
  ).length
  return {
    broadcasts_received: received,
    gossip_messages_sent: sent,
    unique_messages: knowing.knownBy(node, { id }).length,
    ratio: received === 0 ? 0 : sent / received,
  }
}
