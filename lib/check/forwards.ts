import { isClient } from '../protocol/message.ts'
import { carries, isForward, type Sent } from '../trace/facts.ts'
import { byType } from './by-type.ts'
import { countEdges } from './edges.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { type SetWorkload, writesOf } from './set-full.ts'
import { count, number, show, time } from './words.ts'

/** Flooding's ceiling: each value crosses each edge at most once in each direction, 2E forwards. */
export function withinFloodBudget(run: Run, workload: SetWorkload): Finding {
  const edges = countEdges(run.trace.plan)
  return withinBudget(run, workload, () => 2 * edges, `2E for the ${count(edges, 'edge')} of this network`)
}

/**
 * Flooding without echo: a node passes a value to every neighbour but the one it first came from, which makes
 * 2E − (n − k) forwards, where k nodes (mostly one) had it from a client.
 */
export function neverBackToSender(run: Run, workload: SetWorkload): Finding {
  const edges = countEdges(run.trace.plan)
  const { length: nodes } = run.trace.plan.nodes
  const budget = (key: string) => 2 * edges - (nodes - originsOf(run, key))
  return withinBudget(
    run,
    workload,
    budget,
    `2E − (n − 1) for ${count(edges, 'edge')} and ${count(nodes, 'node')}`,
  )
}

/**
 * Holds each value to its budget where every forward names exactly one value, and otherwise all of them to the sum:
 * a message with several values, or with a number in it that happens to be one, cannot be put to one account.
 */
function withinBudget(
  run: Run,
  workload: SetWorkload,
  budget: (key: string) => number,
  formula: string,
): Finding {
  const values = [...writesOf(run, workload)].map(([key, [operation]]) => ({
    key,
    value: operation?.request[workload.field],
  }))
  if (values.length === 0) return holds
  const forwards = run.facts.serverMessages.filter(isForward)
  if (forwards.length === 0) return { kind: 'idle', why: noneSent }
  const named = forwards.map((forward) =>
    values.filter(({ value }) => carries(forward.event.body, value as never)),
  )
  if (named.every(({ length }) => length === 1)) {
    for (const { key, value } of values) {
      const its = forwards.filter((_, index) => named[index]?.[0]?.key === key)
      if (its.length <= budget(key)) continue
      return {
        kind: 'fails',
        at: its[budget(key)]?.event.at ?? 0,
        message: `${show(value)} was forwarded ${count(its.length, 'time')}. At most ${number(budget(key))} are needed: ${formula}.`,
        chain: [...byType(its), ...waste(its)],
      }
    }
    return holds
  }
  const limit = values.reduce((sum, { key }) => sum + budget(key), 0)
  if (forwards.length <= limit) return holds
  return {
    kind: 'fails',
    at: forwards[limit]?.event.at ?? 0,
    message: `${count(values.length, 'value')} took ${count(forwards.length, 'forward')}. At most ${number(limit)} are needed: ${formula}, for each value.`,
    chain: [...byType(forwards), ...waste(forwards)],
  }
}

const noneSent = 'Not judged: no message went between nodes.'

/** The first forward that was for nothing, and why. */
function waste(forwards: Sent[]): string[] {
  const crossed = new Map<string, Sent>()
  for (const forward of forwards) {
    const { src, dest, at, body, cause } = forward.event
    // Two requests that say the same have numbers of their own.
    const said = JSON.stringify({ ...body, msg_id: undefined })
    const before = crossed.get(`${src}>${dest} ${said}`)
    if (before !== undefined)
      return [
        `${src} sent ${dest} the same "${body.type}" at ${time(before.event.at)} and again at ${time(at)}.`,
      ]
    const back = crossed.get(`${dest}>${src} ${said}`)
    const cameFrom = back?.deliveries[0]
    if (cameFrom !== undefined && cause === cameFrom.id) {
      return [`${src} got it from ${dest} at ${cameFrom.at} ms and sent it straight back.`]
    }
    crossed.set(`${src}>${dest} ${said}`, forward)
  }
  return []
}

/** How many nodes learned a value from a client rather than from another node. */
function originsOf({ trace, facts }: Run, key: string): number {
  const learned = facts.knowledge.get(key)?.learned ?? new Map()
  let origins = 0
  for (const { cause } of learned.values()) {
    const event = trace.events[cause ?? -1]
    if (event?.kind === 'deliver' && isClient(event.src)) origins++
  }
  return Math.max(1, origins)
}
