import type { Value } from '../protocol/message.ts'
import type { Operation } from '../trace/facts.ts'
import { explainMissing } from './explain.ts'
import { type Finding, holds } from './finding.ts'
import { Knowing } from './knowing.ts'
import type { Run } from './run.ts'
import { type SetWorkload, writesOf } from './set-full.ts'
import { count, names, show, time } from './words.ts'

type Late = { value: Value; key: string; write: Operation; nodes: string[]; deadline: number }

/**
 * Every node that is up at the end knows every acknowledged value at its deadline: `withinMs` after the last
 * acknowledgement of all, or after its own last restart if that was later.
 */
export function knownInTime(run: Run, workload: SetWorkload, withinMs: number): Finding {
  const { trace, facts } = run
  const knowing = new Knowing(run)
  const acknowledged = [...writesOf(run, workload)].flatMap(([key, operations]) => {
    const write = operations.find(({ answer }) => answer?.body.type === `${workload.write}_ok`)
    return write === undefined ? [] : [{ key, write }]
  })
  const lastAt = Math.max(...acknowledged.map(({ write }) => write.answer?.at ?? 0))
  const restarted = restartsOf(run)
  const deadlineOf = (node: string) => Math.max(lastAt, restarted.get(node) ?? 0) + withinMs
  const isLate = (node: string, key: string) => {
    const deadline = deadlineOf(node)
    return !knowing
      .spans(node, key)
      .some(({ from, to }) => from.at <= deadline && (to === undefined || to.at > deadline))
  }
  const late: Late[] = []
  for (const { key, write } of acknowledged) {
    const nodes = [...facts.live].filter((node) => isLate(node, key))
    const [first] = nodes
    if (first === undefined) continue
    const deadline = deadlineOf(first)
    const value = write.request[workload.field] as Value
    late.push({ value, key, write, deadline, nodes: nodes.filter((node) => deadlineOf(node) === deadline) })
  }
  const [first] = late
  if (first === undefined) return holds
  const { value, write, nodes, deadline } = first
  const [node = ''] = nodes
  const since =
    deadline - withinMs === lastAt
      ? lastValue(lastAt, write)
      : `${node} ${wasThere(run, node) ? 'restarted' : 'started'} at ${time(deadline - withinMs)}`
  const others = late.length === 1 ? '' : ` (And ${count(late.length - 1, 'other value')} likewise.)`
  return {
    kind: 'fails',
    at: deadline,
    message: `${show(value)} was acknowledged by ${write.node} at ${time(write.answer?.at ?? write.invokedAt)}; ${since}. By ${time(deadline)}, ${time(withinMs)} later, ${trace.plan.nodes.length === facts.live.size ? 'every node' : 'every live node'} should know it, and ${names(nodes)} did not.${others}`,
    chain: why(run, knowing, first),
  }
}

/** When each node that came back did so for the last time. */
function restartsOf({ trace }: Run): Map<string, number> {
  const restarts = new Map<string, number>()
  for (const event of trace.events)
    if (event.kind === 'start' && event.again) restarts.set(event.node, event.at)
  return restarts
}

/** Whether a node was up when the first message arrived anywhere; one that joins late is down from the first on. */
function wasThere({ trace }: Run, node: string): boolean {
  for (const event of trace.events) {
    if (event.kind === 'deliver') return true
    if (event.kind === 'crash' && event.node === node) return false
  }
  return false
}

function lastValue(lastAt: number, write: Operation): string {
  return write.answer?.at === lastAt
    ? 'no value came after it'
    : `the last value of all was acknowledged at ${time(lastAt)}`
}

function why(run: Run, knowing: Knowing, { value, key, write, nodes, deadline }: Late): string[] {
  const never = nodes.filter((node) => !run.facts.knowledge.get(key)?.holders.has(node))
  if (never.length > 0) return explainMissing(run, value, never, write)
  const [node = ''] = nodes
  const learned = knowing.spans(node, key).find(({ from }) => from.at > deadline)?.from
  const before = run.facts.serverMessages.filter(
    ({ event }) => event.dest === node && event.at < deadline && knowing.carriedBy(event.body).has(key),
  )
  const lost = before.filter(({ deliveries }) => deliveries.length === 0)
  return [
    before.length === 0
      ? `Until then nobody had sent it to ${node}.`
      : `Until then it had been sent to ${node} ${count(before.length, 'time')}; ${lost.length} of these messages did not arrive.`,
    ...(learned === undefined ? [] : [`${node} learned it at ${time(learned.at)}.`]),
  ]
}
