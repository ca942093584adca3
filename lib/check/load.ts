import type { Finding } from './finding.ts'
import { holds } from './finding.ts'
import type { Run } from './run.ts'
import { type SetWorkload, writesOf } from './set-full.ts'
import { count, number, show, time } from './words.ts'

/** What a load cost, and how fast its values were everywhere. Times are milliseconds; infinite where a value was not. */
export type Cost = { operations: number; messages: number; perOp: number; medianMs: number; maxMs: number }

/** Messages count from the first operation until so long after the last. */
const trailMs = 2000
/** With fewer operations a rate says nothing. */
const leastOperations = 500

/** Undefined for a run that is no load. Operations that the plan has and a cut-off run did not reach count. */
export function costOf(run: Run, workload: SetWorkload): Cost | undefined {
  const { facts, trace } = run
  const times = trace.plan.operations
    .filter(({ body }) => body.type === workload.write || body.type === workload.read)
    .map(({ at }) => at)
  if (times.length < leastOperations) return undefined
  const [from, to] = [Math.min(...times), Math.max(...times) + trailMs]
  const messages = facts.serverMessages.filter(({ event }) => event.at >= from && event.at < to).length
  const spreads = spreadsOf(run, workload)
    .map(({ ms }) => ms)
    .sort((a, b) => a - b)
  return {
    ...{ operations: times.length, messages, perOp: messages / times.length },
    medianMs: spreads[Math.floor(spreads.length / 2)] ?? 0,
    maxMs: spreads.at(-1) ?? 0,
  }
}

type Spread = { key: string; from: number; ms: number; last: string }

/** For each acknowledged value, how long it took from the client's request to the last node that showed it. */
function spreadsOf({ facts, trace }: Run, workload: SetWorkload): Spread[] {
  return [...writesOf({ facts, trace }, workload)].flatMap(([key, operations]) => {
    if (!operations.some(({ answer }) => answer !== undefined)) return []
    const learned = facts.knowledge.get(key)?.learned
    let last = { node: '', at: Number.NEGATIVE_INFINITY }
    for (const node of trace.plan.nodes) {
      const at = learned?.get(node)?.at ?? Number.POSITIVE_INFINITY
      if (at > last.at) last = { node, at }
    }
    // Not from the first node that shows it: all could hide a value and show it at one moment.
    const from = Math.min(...operations.map(({ invokedAt }) => invokedAt))
    return [{ key, from, ms: last.at - from, last: last.node }]
  })
}

/** Fewer than `limit` messages between nodes for each client operation, reads included. */
export function fewMessages(run: Run, workload: SetWorkload, limit: number): Finding {
  const cost = costOf(run, workload)
  if (cost === undefined || cost.perOp < limit) return holds
  const kinds = new Map<string, number>()
  for (const { event } of run.facts.serverMessages)
    kinds.set(event.body.type, (kinds.get(event.body.type) ?? 0) + 1)
  const most = [...kinds].sort(([, a], [, b]) => b - a).slice(0, 3)
  const sofar =
    run.trace.end.kind === 'finished' ? '' : ` by ${time(run.trace.end.at)}, when the run was stopped`
  return {
    kind: 'fails',
    at: run.trace.end.at,
    message: `${count(cost.operations, 'operation')} cost ${count(cost.messages, 'message')}${sofar}: ${number(cost.perOp)} for each, where fewer than ${limit} will do.`,
    chain: most.map(([type, amount]) => `${count(amount, 'message')} of them were "${type}".`),
  }
}

/** Half of the values are everywhere in less than `medianMs`, and every one in less than `maxMs`. */
export function spreadsFast(
  run: Run,
  workload: SetWorkload,
  { medianMs, maxMs }: { medianMs: number; maxMs: number },
): Finding {
  const cost = costOf(run, workload)
  if (cost === undefined || (cost.medianMs < medianMs && cost.maxMs < maxMs)) return holds
  const [slowest] = spreadsOf(run, workload).sort((a, b) => b.ms - a.ms)
  const { from = 0, key = '' } = slowest ?? {}
  return {
    kind: 'fails',
    at: from,
    message: `From a client's request until every node showed it a value took ${inTheMiddle(cost.medianMs)}, and ${atMost(cost.maxMs)}. Less than ${time(medianMs)} and ${time(maxMs)} are asked for.`,
    chain: slowest === undefined ? [] : [tellSlowest(run, slowest), ...wayTo(run, key, slowest.last)],
  }
}

function tellSlowest({ facts }: Run, { key, from, ms, last }: Spread): string {
  const value = show(facts.knowledge.get(key)?.value)
  return `The slowest was ${value}: it was broadcast at ${time(from)}, and ${last} ${Number.isFinite(ms) ? `showed it at ${time(from + ms)}` : 'never showed it'}.`
}

/** How a value came to a node: the nodes on the way, and when each knew it. */
function wayTo({ facts, trace }: Run, key: string, node: string): string[] {
  const learned = facts.knowledge.get(key)?.learned
  const way: string[] = []
  for (let at = learned?.get(node); at !== undefined && way.length < 30; ) {
    way.unshift(`${at.node} at ${time(at.at)}`)
    const cause = trace.events[at.cause ?? -1]
    at = cause?.kind === 'deliver' ? learned?.get(cause.src) : undefined
  }
  return way.length < 2 ? [] : [`Its way there: ${way.join(', ')}.`]
}

function inTheMiddle(ms: number): string {
  return Number.isFinite(ms)
    ? `${time(ms)} in the middle (the median)`
    : 'for ever in more than half of all cases'
}

function atMost(ms: number): string {
  return Number.isFinite(ms) ? `${time(ms)} at most` : 'some never came to every node'
}
