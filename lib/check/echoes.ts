import { type Value, valueKey } from '../protocol/message.ts'
import type { EventOf } from '../trace/event.ts'
import { type Carriage, carriages } from './carried.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { type SetWorkload, writesOf } from './set-full.ts'
import { aType, count, show, time } from './words.ts'

/** A value that came from a node and was at once sent to that node. */
export type Echo = { value: Value; came: EventOf<'send'>; arrivedAt: number; back: EventOf<'send'> }

/** No node sends a value to the node it has it from. */
export function neverBackToParent(run: Run, workload: SetWorkload): Finding {
  const found = echoesIn(run, workload, carriages(run, workload))
  const [first] = found
  if (first === undefined) return holds
  const { value, came, arrivedAt, back } = first
  const others = found.length === 1 ? '' : ` (So did ${count(found.length - 1, 'more forward')}.)`
  return {
    kind: 'fails',
    at: back.at,
    message: `${back.src} got ${show(value)} from ${back.dest} at ${time(arrivedAt)} and sent it to ${back.dest} at ${time(back.at)}. Whoever told a node knows already: a value never goes back over the edge it came by.${others}`,
    chain: [...wayOf(run, workload, value, came), ...acknowledgementIn(run, came, back)],
  }
}

/**
 * In the order they happened. What counts is where a node had the value from last: if a client has broadcast it once
 * more since, or another node sent it, then that, and no echo, is behind what the node sends.
 */
export function echoesIn(run: Run, workload: SetWorkload, all: Carriage[]): Echo[] {
  const arrivals = arrivalsIn(run, workload, all)
  return all.flatMap(({ forward: { event: back }, values }) =>
    values.flatMap((value): Echo[] => {
      const last = arrivals.get(`${back.src} ${valueKey(value)}`)?.findLast(({ id }) => id < back.id)
      if (last?.src !== back.dest) return []
      const came = run.facts.sent[last.message]?.event
      return came === undefined ? [] : [{ value, came, arrivedAt: last.at, back }]
    }),
  )
}

/** By node and value, the messages that brought it, from nodes and clients, as they arrived. */
function arrivalsIn(run: Run, workload: SetWorkload, all: Carriage[]): Map<string, EventOf<'deliver'>[]> {
  const brought: { key: string; deliveries: EventOf<'deliver'>[] }[] = []
  for (const [key, writes] of writesOf(run, workload)) {
    for (const { node, sent } of writes) brought.push({ key: `${node} ${key}`, deliveries: sent.deliveries })
  }
  for (const { forward, values } of all) {
    for (const value of values)
      brought.push({ key: `${forward.event.dest} ${valueKey(value)}`, deliveries: forward.deliveries })
  }
  const arrivals = new Map<string, EventOf<'deliver'>[]>()
  for (const { key, deliveries } of brought) {
    const known = arrivals.get(key)
    if (known === undefined) arrivals.set(key, [...deliveries])
    else known.push(...deliveries)
  }
  for (const list of arrivals.values()) list.sort((a, b) => a.id - b.id)
  return arrivals
}

function wayOf(run: Run, workload: SetWorkload, value: Value, came: Echo['came']): string[] {
  const [write] = writesOf(run, workload).get(valueKey(value)) ?? []
  const passed = `${came.src} sent it to ${came.dest} at ${time(came.at)}.`
  return write === undefined
    ? [passed]
    : [`${write.client} broadcast ${show(value)} at ${write.node} at ${time(write.invokedAt)}.`, passed]
}

/**
 * A message of another type that goes back is likely meant as a receipt: unless it is what values travel in as well,
 * as where they climb to a root in one type of message and come down in another.
 */
function acknowledgementIn(run: Run, { body }: Echo['came'], { body: reply }: Echo['back']): string[] {
  if (body.type === reply.type) return []
  const back = `What came was ${aType(body.type)}, and what went back ${aType(reply.type)}.`
  return isTaughtBy(run, reply.type)
    ? [back]
    : [
        `${back} If that is to say "I have it": an acknowledgement is free if it is an answer. Send the value with node.rpc, and return the "${reply.type}" from the handler.`,
      ]
}

/** Whether somebody learned any value from a message of this type. */
function isTaughtBy({ trace, facts }: Run, type: string): boolean {
  return [...facts.knowledge.values()].some(({ learned }) =>
    [...learned.values()].some(({ cause }) => {
      const event = trace.events[cause ?? -1]
      return event?.kind === 'deliver' && facts.sent[event.message]?.event.body.type === type
    }),
  )
}
