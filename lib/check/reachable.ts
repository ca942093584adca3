import { type Value, valueKey } from '../protocol/message.ts'
import { carries, type Operation } from '../trace/facts.ts'
import { Blocks } from './blocks.ts'
import { explainMissing } from './explain.ts'
import { type Finding, holds } from './finding.ts'
import { type Run, untilOf } from './run.ts'
import { type SetWorkload, writesOf } from './set-full.ts'
import { count, names, show, time } from './words.ts'

/** Nodes of which none blocks another, and which nobody else can reach, from one moment to another. */
export type Group = { nodes: string[]; from: number; to: number; isWhole: boolean }

/**
 * The groups of a run in which everybody reaches everybody directly, between one order and the next. `isWhole` is a
 * group of all nodes.
 */
export function groupsOf(run: Run, blocks = new Blocks(run)): Group[] {
  const { events, plan } = run.trace
  const orders = blocks.orders()
  const last = untilOf(run)
  const groups: Group[] = []
  for (const [index, order] of [undefined, ...orders].entries()) {
    const settled = Math.max(order?.settled ?? 0, ...orders.slice(0, index).map((one) => one.settled))
    const from = order === undefined ? 0 : (events[settled]?.at ?? Number.POSITIVE_INFINITY)
    const next = orders[index]
    const to = next === undefined ? last : (events[next.came]?.at ?? last)
    if (from < to) groups.push(...groupsAt(plan.nodes, blocks, next?.came ?? events.length, { from, to }))
  }
  return groups
}

function groupsAt(nodes: string[], blocks: Blocks, id: number, span: { from: number; to: number }): Group[] {
  const reach = new Map(
    nodes.map((node) => {
      const reaches = (other: string) =>
        !blocks.at(node, id - 1).perhaps.has(other) && !blocks.at(other, id - 1).perhaps.has(node)
      return [node, nodes.filter((other) => other === node || reaches(other))]
    }),
  )
  const isGroup = (members: string[]) => members.every((node) => String(reach.get(node)) === String(members))
  const distinct = new Map([...reach.values()].map((members) => [String(members), members]))
  return [...distinct.values()]
    .filter((members) => members.length > 1 && isGroup(members))
    .map((members) => ({ ...span, nodes: members, isWhole: members.length === nodes.length }))
}

type Late = {
  value: Value
  write: Operation
  group: Group
  since: number
  deadline: number
  missing: string[]
}

/**
 * What is acknowledged by one of a group, or known to one of it, is known to all of it so long after that, or after the
 * group came to be. `which` says whether groups of some nodes are looked at, or those of all.
 */
export function groupsAgree(
  run: Run,
  workload: SetWorkload,
  withinMs: number,
  which: 'parts' | 'whole',
): Finding {
  const groups = groupsOf(run).filter(
    ({ isWhole, from, to }) => isWhole === (which === 'whole') && to - from > withinMs,
  )
  const late = groups.flatMap((group) => lateIn(run, workload, withinMs, group))
  const [first] = late
  if (first === undefined) return holds
  const { value, write, group, since, deadline, missing } = first
  const others = late.length === 1 ? '' : ` (And ${count(late.length - 1, 'other value')} likewise.)`
  return {
    kind: 'fails',
    at: deadline,
    message: `${howItCame(run, value, write, group, since)} ${standing(run, group)} By ${time(deadline)} ${group.nodes.length === 2 ? 'both' : 'all of them'} should know it, and ${names(missing)} did not.${others}`,
    chain: why(run, first),
  }
}

function lateIn(run: Run, workload: SetWorkload, withinMs: number, group: Group): Late[] {
  return [...writesOf(run, workload)].flatMap(([key, operations]) => {
    const write = operations[0] as Operation
    const learned = run.facts.knowledge.get(key)?.learned
    const known = group.nodes.flatMap((node) => learned?.get(node)?.at ?? [])
    const acknowledged = operations.flatMap(({ node, answer }) =>
      group.nodes.includes(node) && answer?.body.type === `${workload.write}_ok` ? answer.at : [],
    )
    const since = Math.max(Math.min(...known, ...acknowledged), group.from)
    const deadline = since + withinMs
    if (deadline >= group.to) return []
    const missing = group.nodes.filter((node) => (learned?.get(node)?.at ?? deadline + 1) > deadline)
    const value = write.request[workload.field] as Value
    return missing.length === 0 ? [] : [{ value, write, group, since, deadline, missing }]
  })
}

/** Where a value stopped, if it did; else when it came at last. */
function why(run: Run, { value, write, missing, deadline }: Late): string[] {
  const learned = run.facts.knowledge.get(valueKey(value))?.learned
  const never = missing.filter((node) => !learned?.has(node))
  if (never.length > 0) return explainMissing(run, value, never, write)
  const [node = ''] = missing
  const sends = run.facts.serverMessages.filter(
    ({ event }) => event.dest === node && event.at <= deadline && carries(event.body, value),
  )
  const came = learned?.get(node)
  return [
    sends.length === 0
      ? `Until then nobody had sent it to ${node}.`
      : `Until then it had been sent to ${node} ${count(sends.length, 'time')}, and ${node} had not taken it.`,
    ...(came === undefined ? [] : [`${node} learned it at ${time(came.at)}.`]),
  ]
}

function howItCame(run: Run, value: Value, write: Operation, group: Group, since: number): string {
  const at = write.answer?.at ?? write.invokedAt
  const came = `${write.client} brought ${show(value)} to ${write.node} at ${time(at)}.`
  if (group.nodes.includes(write.node) || since === group.from) return came
  const knower = group.nodes.find((node) =>
    run.trace.events.some(
      (event) => event.kind === 'learn' && event.node === node && event.value === value && event.at === since,
    ),
  )
  return `${came} At ${time(since)} ${knower ?? 'one of them'} learned it.`
}

function standing({ trace }: Run, { nodes, from, isWhole }: Group): string {
  const all = isWhole
    ? nodes.length === 2
      ? 'both nodes'
      : `all ${trace.plan.nodes.length} nodes`
    : names(nodes)
  return `From ${time(from)} on ${all} could reach each other.`
}
