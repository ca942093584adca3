import type { Value } from '../protocol/message.ts'
import { carries, type Operation, type Sent } from '../trace/facts.ts'
import { cutsOf, lastHeal, standingAt } from './cuts.ts'
import { explainMissing } from './explain.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { isAcknowledged, keptWritesOf, type SetWorkload, valueUnder } from './set-full.ts'
import { count, names, number, show, time } from './words.ts'

type Unknown = { value: Value; write: Operation; ackAt: number; missing: string[]; late: string[] }

/**
 * Every acknowledged value is known to every live node so long after the last partition healed, or after its
 * acknowledgement where that came later.
 */
export function knownAfterHeal(run: Run, workload: SetWorkload, withinMs: number): Finding {
  const healedAt = lastHeal(cutsOf(run)) ?? 0
  const unknown: Unknown[] = []
  for (const [key, operations] of keptWritesOf(run, workload)) {
    const write = operations.find(isAcknowledged)
    if (write?.answer === undefined) continue
    const learned = run.facts.knowledge.get(key)?.learned
    const deadline = Math.max(healedAt, write.answer.at) + withinMs
    const live = [...run.facts.live]
    const missing = run.trace.plan.until < deadline ? [] : live.filter((node) => !learned?.has(node))
    const late = live.filter((node) => (learned?.get(node)?.at ?? 0) > deadline)
    if (missing.length + late.length > 0)
      unknown.push({ value: valueUnder(key), write, ackAt: write.answer.at, missing, late })
  }
  const first = unknown.find(({ missing }) => missing.length > 0) ?? unknown[0]
  return first === undefined ? holds : failure(run, first, unknown.length - 1, withinMs)
}

function failure(
  run: Run,
  { value, write, ackAt, missing, late }: Unknown,
  others: number,
  withinMs: number,
): Finding {
  const cuts = cutsOf(run)
  const healedAt = lastHeal(cuts)
  const deadline = Math.max(healedAt ?? 0, ackAt) + withinMs
  const cut = standingAt(cuts, ackAt)
  const during = cut === undefined ? '' : `, while the partition "${cut.name}" stood`
  const heal = healedAt === undefined ? '' : ` The last partition healed at ${time(healedAt)}.`
  const outcome =
    missing.length > 0
      ? `${names(missing)} never came to know it.`
      : `${names(late)} came to know it only later.`
  const likewise = others === 0 ? '' : ` (And ${count(others, 'other value')} likewise.)`
  return {
    kind: 'fails',
    at: deadline,
    message: `${show(value)} was acknowledged by ${write.node} at ${time(ackAt)}${during}.${heal} By ${time(deadline)} every node should know it; ${outcome}${likewise}`,
    chain:
      missing.length > 0
        ? explainMissing(run, value, missing, write)
        : explainLate(run, value, late, healedAt),
  }
}

/** How the first of those who learned it late learned it, and what had been tried before. */
function explainLate(run: Run, value: Value, late: string[], healedAt: number | undefined): string[] {
  const learned = run.facts.knowledge.get(JSON.stringify(value))?.learned
  const arrivals = late.flatMap((node) => learned?.get(node) ?? []).sort((a, b) => a.at - b.at)
  const [first] = arrivals
  if (first === undefined) return []
  const { node, at } = first
  const trigger = run.trace.events[first.cause ?? -1]
  const from = trigger?.kind === 'deliver' ? `, in a message from ${trigger.src}` : ''
  const before = run.facts.serverMessages.filter(
    ({ event, deliveries }) =>
      event.dest === node &&
      event.at < at &&
      carries(event.body, value) &&
      deliveries.every((delivery) => delivery.at > at),
  )
  return [tries(node, before, healedAt), `${node} learned it at ${time(at)}${from}.`]
}

/** What was sent to a node before it learned a value and did not bring it. */
function tries(node: string, before: Sent[], healedAt: number | undefined): string {
  const last = before.at(-1)
  if (last === undefined) return `Before that nobody had sent it to ${node}.`
  const lastAt = time(last.event.at)
  const told =
    before.length === 1
      ? `Before that it had been sent to ${node} once, in vain, at ${lastAt}`
      : `Before that it had been sent to ${node} ${count(before.length, 'time')} in vain, the last at ${lastAt}`
  if (healedAt === undefined) return `${told}.`
  const since = before.filter(({ event }) => event.at >= healedAt).length
  if (before.length === 1) return `${told}, ${since === 0 ? 'before' : 'after'} the heal.`
  return `${told}; ${since === 0 ? 'after the heal nobody tried' : `${number(since)} of them after the heal`}.`
}
