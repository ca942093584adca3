import { type Value, valueKey } from '../protocol/message.ts'
import type { Operation } from '../trace/facts.ts'
import { isTimedOut, treeTalkOf } from './ack-waits.ts'
import { type Delivery, deliveriesOf } from './deliveries.ts'
import { type Finding, holds } from './finding.ts'
import { Knowing } from './knowing.ts'
import { failuresOf, type Outage, outagesOf, startsIn } from './outages.ts'
import { settledBy } from './owed.ts'
import { type Run, untilOf } from './run.ts'
import { type SetWorkload, writesOf } from './set-full.ts'
import { namedNeighbours } from './tree-info.ts'
import { aType, count, names, number, show, time } from './words.ts'

/** A value's first write, everything that brought it to a node, and the nodes that were silent for it. */
type Spread = { value: Value; key: string; write: Operation; brought: Delivery[]; silent: string[] }

/** A value for which no node was silent crosses each edge of the tree once, and goes no other way: n − 1 messages. */
export function oncePerEdgeWhileNothingFails(run: Run, workload: SetWorkload): Finding {
  const neighbours = namedNeighbours(run)
  const { length: nodes } = run.trace.plan.nodes
  for (const { value, write, brought, silent } of spreadsOf(run, workload)) {
    if (silent.length > 0) continue
    const from = `${write.client} broadcast ${show(value)} at ${write.node} at ${time(write.invokedAt)}, and no node failed from then on.`
    const off = brought.find(
      ({ sent: { event } }) => neighbours.get(event.src)?.includes(event.dest) === false,
    )
    if (off !== undefined) {
      const { src, dest, at, body } = off.sent.event
      return {
        kind: 'fails',
        at,
        message: `${from} At ${time(at)} ${src} sent it to ${dest}, in ${aType(body.type)}. By its "tree_info" ${src} has ${names(neighbours.get(src) ?? [], 8)} for neighbours in the tree, and while nothing fails values go along the tree only.`,
      }
    }
    const extra = brought[nodes - 1]
    if (extra === undefined) continue
    return {
      kind: 'fails',
      at: extra.sent.event.at,
      message: `${from} It was sent ${count(brought.length, 'time')} between nodes. It takes ${number(nodes - 1)}: n − 1 for ${count(nodes, 'node')}, one for each edge of the tree.`,
      chain: [...secondOf(brought), ...types(brought)],
    }
  }
  return holds
}

/** Beyond the n − 1 a value is sent at most 2n times for each node that was silent for it. */
export function boundedFallback(run: Run, workload: SetWorkload): Finding {
  const { length: nodes } = run.trace.plan.nodes
  for (const { value, brought, silent } of spreadsOf(run, workload)) {
    const limit = nodes - 1 + 2 * nodes * silent.length
    const extra = brought[limit]
    if (silent.length === 0 || extra === undefined) continue
    return {
      kind: 'fails',
      at: extra.sent.event.at,
      message: `${show(value)} was sent ${count(brought.length, 'time')} between nodes. With ${count(nodes, 'node')}, of which ${names(silent)} ${silent.length === 1 ? 'was' : 'were'} silent, ${number(limit)} are allowed: n − 1, and 2n for each silent node.`,
      chain: [...busiest(brought), ...types(brought)],
    }
  }
  return holds
}

/** Once a value is settled, nobody sends it to a node that has it, or to one that is down. */
export function settlesForGood(run: Run, workload: SetWorkload, withinMs: number): Finding {
  const knowing = new Knowing(run)
  const outages = outagesOf(run)
  const starts = startsIn(run)
  for (const { value, key, write, brought } of spreadsOf(run, workload)) {
    const by = settledBy(run, write, withinMs)
    for (const { sent } of brought) {
      const { src, dest, at, id, body } = sent.event
      if (at <= by) continue
      const back = starts(dest, id)
      if (back?.again === true && at - back.at <= withinMs) continue
      const isDown = outages.some(
        ({ kind, node, from, to }) => kind === 'down' && node === dest && from <= at && to > at,
      )
      if (!isDown && !knowing.knew(dest, key, sent.event)) continue
      const times = brought.filter(({ sent: { event } }) => event.src === src && event.dest === dest)
      return {
        kind: 'fails',
        at,
        message: `${write.client} broadcast ${show(value)} at ${write.node} at ${time(write.invokedAt)}. ${whatHappened(outages, write, at)} After ${time(by)} it is sent to no node that has it or is down. At ${time(at)} ${src} sent it to ${dest} once more, in ${aType(body.type)}, though ${dest} ${isDown ? 'was down' : 'knew it'}.`,
        chain: [
          `${src} sent it to ${dest} ${count(times.length, 'time')}: at ${names(
            times.map((one) => time(one.sent.event.at)),
            5,
          )}.`,
        ],
      }
    }
  }
  return holds
}

/** The last failure before a moment, as a sentence. */
function whatHappened(outages: Outage[], { invokedAt }: Operation, at: number): string {
  const last = outages.findLast(({ from, to }) => from < at && to > invokedAt)
  if (last === undefined) return 'No node failed after that.'
  const { kind, node, from, to } = last
  if (kind === 'still') return `${node} stood still from ${time(from)} to ${time(to)}.`
  const back = to <= at ? ` and came back at ${time(to)}` : ''
  return `${node} crashed at ${time(from)}${back}.`
}

function spreadsOf(run: Run, workload: SetWorkload): Spread[] {
  const all = deliveriesOf(run, workload)
  const { waits } = treeTalkOf(run, workload)
  const failures = failuresOf(run)
  return [...writesOf(run, workload).values()].flatMap(([write]): Spread[] => {
    if (write === undefined) return []
    const value = write.request[workload.field] as Value
    const key = valueKey(value)
    const silent = new Set([
      ...failures.filter(({ to }) => to > write.invokedAt).map(({ node }) => node),
      ...waits
        .filter((wait) => wait.key === key && isTimedOut(wait, untilOf(run)))
        .map(({ neighbour }) => neighbour),
    ])
    const brought = all.filter(({ keys }) => keys.includes(key))
    return [{ value, key, write, brought, silent: [...silent].sort() }]
  })
}

/** The first node that was sent the value twice. */
function secondOf(brought: Delivery[]): string[] {
  const told = new Map<string, Delivery>()
  for (const delivery of brought) {
    const { src, dest, at, body } = delivery.sent.event
    const before = told.get(dest)?.sent.event
    if (before !== undefined)
      return [
        `${before.src} sent it to ${dest} at ${time(before.at)}; ${before.src === src ? 'it did so again' : `${src} did so too`} at ${time(at)}, in ${aType(body.type)}.`,
      ]
    told.set(dest, delivery)
  }
  return []
}

/** Who sent a value most often. */
function busiest(brought: Delivery[]): string[] {
  const senders = new Map<string, number>()
  for (const { sent } of brought) senders.set(sent.event.src, (senders.get(sent.event.src) ?? 0) + 1)
  const most = [...senders].sort(([, a], [, b]) => b - a).slice(0, 3)
  return [
    `Most often it was sent by ${names(most.map(([node, times]) => `${node}, ${count(times, 'time')}`))}.`,
  ]
}

/** What sorts of message brought a value, where there are several. */
function types(brought: Delivery[]): string[] {
  const counted = new Map<string, number>()
  for (const { sent } of brought)
    counted.set(sent.event.body.type, (counted.get(sent.event.body.type) ?? 0) + 1)
  if (counted.size < 2) return []
  return [
    `They were ${names([...counted].map(([type, times]) => `${number(times)} × "${type}"`))}. ${whatCounts}`,
  ]
}

const whatCounts = 'Every message counts in which the value stands, but answers and types that end in "_ack".'
