import type { Value } from '../protocol/message.ts'
import { valueKey } from '../protocol/message.ts'
import { carries, type Operation, type Sent } from '../trace/facts.ts'
import type { Topology } from '../trace/plan.ts'
import type { Run } from './run.ts'
import { aType, count, names, show, time } from './words.ts'

/**
 * Tells, in sentences, where a value's spread stopped: the request that brought it in, the last step it made on the
 * way to a node that lacks it, and what became of the message that should have carried it on.
 */
export function explainMissing(run: Run, value: Value, missing: string[], write: Operation): string[] {
  const learned = run.facts.knowledge.get(valueKey(value))?.learned ?? new Map()
  const chain = [`${write.client} sent ${show(value)} to ${write.node} at ${time(write.invokedAt)}.`]
  if (!learned.has(write.node)) {
    chain.push(
      `${write.node} answered${write.answer === undefined ? ' nothing' : ` at ${time(write.answer.at)}`}, but never showed the value itself.`,
    )
    if (missing.includes(write.node)) return [...chain, ...explainSends(run, value, write.node)]
  }
  const edge = lastEdge(run, learned, missing)
  if (edge === undefined) return [...chain, ...explainSends(run, value, write.node)]
  const [from, to] = edge
  const knewAt = learned.get(from)?.at ?? write.invokedAt
  const isOrigin = from === write.node
  if (!isOrigin) chain.push(`It reached ${from} at ${time(knewAt)}${wayOf(run, value, from)}.`)
  chain.push(...explainEdge(run, value, from, to))
  return chain
}

/** From somebody who learned the value to somebody who lacks it, along an edge where there is a topology. */
function lastEdge(
  run: Run,
  learned: Map<string, { at: number }>,
  missing: string[],
): [string, string] | undefined {
  const knowers = [...learned].sort(([, a], [, b]) => a.at - b.at).map(([node]) => node)
  // Not every neighbour need tell a node: where the edges in use are a tree's, only one of them does.
  const used = new Set(run.facts.serverMessages.map(({ event }) => `${event.src} ${event.dest}`))
  for (const to of missing) {
    if (learned.has(to)) continue
    const neighbours = mapOf(run)?.[to] ?? run.trace.plan.nodes
    const near = knowers.filter((node) => neighbours.includes(node))
    const from = near.find((node) => used.has(`${node} ${to}`)) ?? near[0]
    if (from !== undefined) return [from, to]
  }
  const forgetful = missing.find((node) => learned.has(node))
  return forgetful === undefined ? undefined : [forgetful, forgetful]
}

/** The topology, where nodes keep to it: for an overlay of their own it is advice, and says nobody's neighbours. */
function mapOf({ trace, facts }: Run): Topology | undefined {
  const { topology } = trace.plan
  const isKept = facts.serverMessages.every(
    ({ event: { src, dest } }) =>
      src === dest || topology?.[src]?.includes(dest) || topology?.[dest]?.includes(src),
  )
  return isKept ? topology : undefined
}

function explainEdge(run: Run, value: Value, from: string, to: string): string[] {
  if (from === to) return explainLoss(run, value, to)
  const sends = sendsTo(run, value, to).filter(({ event }) => event.src === from)
  const [last] = sends.slice(-1)
  if (last === undefined) {
    const neighbour = mapOf(run) === undefined ? '' : ', its neighbour'
    const early = cameEarly(run, value, from)
    return [`${from} never sent it to ${to}${neighbour}.`, ...early, ...explainSends(run, value, from)]
  }
  return [whatBecameOf(last, value, sends.length)]
}

/** A node showed the value once and does not any more: it dropped it, or a crash took it. */
function explainLoss(run: Run, value: Value, node: string): string[] {
  const last = run.trace.events.findLast(
    (event) =>
      (event.kind === 'crash' && event.node === node) ||
      (event.kind === 'forget' && event.node === node && event.value === value),
  )
  const at = time(last?.at ?? run.trace.end.at)
  if (last?.kind !== 'crash') return [`${node} knew it and then no longer showed it, from ${at} on.`]
  const again = sendsTo(run, value, node).filter(({ event }) => event.at >= last.at)
  const [latest] = again.slice(-1)
  return [
    `${node} crashed at ${at}, and what it knew was gone.`,
    latest === undefined
      ? `Nobody sent it to ${node} after that.`
      : whatBecameOf(latest, value, again.length),
  ]
}

/** The node-to-node messages that carried the value to a node, in order. */
function sendsTo(run: Run, value: Value, node: string): Sent[] {
  return run.facts.serverMessages.filter(({ event }) => event.dest === node && carries(event.body, value))
}

/** What a node did send of the value, for contrast with what it did not. */
function explainSends(run: Run, value: Value, node: string): string[] {
  const sends = run.facts.serverMessages.filter(
    ({ event }) => event.src === node && carries(event.body, value),
  )
  if (sends.length > 0) {
    const dests = [...new Set(sends.map(({ event }) => event.dest))]
    const [only = ''] = dests
    const back = dests.length === 1 && only === teacherOf(run, value, node) ? ', from which it had it' : ''
    return [`${node} sent it to ${names(dests)} only${back}.`]
  }
  if (run.trace.plan.nodes.length === 1) return []
  const any = run.facts.serverMessages.filter(({ event }) => event.src === node)
  if (any.length === 0) return [`${node} sent no message to any node in the whole run.`]
  if (any.length === 1) return [`The one message that ${node} sent did not carry it.`]
  return [`None of the ${count(any.length, 'message')} that ${node} sent carried it.`]
}

export function whatBecameOf(
  { event, deliveries, drops, isAnswer }: Sent,
  value: Value,
  times: number,
): string {
  const again = times === 1 ? 'It was not sent again.' : `It was sent ${count(times, 'time')} in all.`
  const sent = `${event.src} sent ${show(value)} to ${event.dest} at ${time(event.at)}`
  const [drop] = drops
  const [delivery] = deliveries
  // A copy that got through counts, whatever became of another one.
  if (delivery !== undefined && drop?.reason !== 'filter' && drop?.reason !== 'unhandled') {
    const arrived = `${sent}, in ${aType(event.body.type)} that arrived at ${time(delivery.at)}`
    // The runtime hands these to whoever awaits an answer, and here nobody does.
    if (event.body.in_reply_to !== undefined && !isAnswer) return `${arrived}; ${takenForAnswer}`
    return `${arrived}; ${event.dest} did not keep it.`
  }
  switch (drop?.reason) {
    case 'loss':
      return `${sent}; the network lost the message. ${again}`
    case 'cut':
      return `${sent}; the partition "${drop.by}" dropped it at ${time(drop.at)}. ${again}`
    case 'crashed':
      return `${sent}; ${event.dest} was down when it arrived at ${time(drop.at)}. ${again}`
    case 'sender-crashed':
      return `${sent}; ${event.src} crashed before the message left it. ${again}`
    case 'filter':
      return `${sent}; ${event.dest}'s own node.filter refused it at ${time(drop.at)}. ${again}`
    case 'unhandled':
      return `${sent}, in ${aType(event.body.type)} that arrived at ${time(drop.at)}; ${event.dest} has no handler for "${event.body.type}".`
    case 'no-such-node':
      return `${sent}; there is no node of that name.`
    case undefined:
      return `${sent}; it was still on its way when the run ended.`
  }
}

function wayOf(run: Run, value: Value, node: string): string {
  const teacher = teacherOf(run, value, node)
  return teacher === undefined ? '' : ` in a message from ${teacher}`
}

/** By whose message a node learned a value. */
function teacherOf(run: Run, value: Value, node: string): string | undefined {
  const learn = run.facts.knowledge.get(valueKey(value))?.learned.get(node)
  const cause = learn?.cause === undefined ? undefined : run.trace.events[learn.cause]
  return cause?.kind === 'deliver' ? cause.src : undefined
}

const takenForAnswer =
  'it carried an "in_reply_to", so it was taken for an answer that nobody awaits, and no handler saw it.'

/** A node that learned a value before its neighbours' names could not send it then, and should have later. */
function cameEarly(run: Run, value: Value, node: string): string[] {
  const { topologyAt = 0 } = run.trace.plan
  const knewAt = run.facts.knowledge.get(valueKey(value))?.learned.get(node)?.at
  if (knewAt === undefined || knewAt >= topologyAt) return []
  return [
    `The value came to ${node} at ${time(knewAt)}, before the topology did at ${time(topologyAt)}; ${node} did not send it on when the topology arrived.`,
  ]
}
