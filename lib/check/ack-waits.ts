import type { Value } from '../protocol/message.ts'
import type { EventOf } from '../trace/event.ts'
import { type Delivery, deliveriesOf } from './deliveries.ts'
import { Knowing } from './knowing.ts'
import { startsIn } from './outages.ts'
import type { Run } from './run.ts'
import type { SetWorkload } from './set-full.ts'
import { namedNeighbours } from './tree-info.ts'

/** A value that a node sent along the tree, and the acknowledgement it waits for. */
export type Wait = {
  node: string
  neighbour: string
  value: Value
  key: string
  send: EventOf<'send'>
  /** When the value reached the neighbour, if it did. */
  arrival: EventOf<'deliver'> | undefined
  /** From then on the neighbour counts as silent. */
  due: number
  /** The first `broadcast_ack` of this value that came back. */
  ack: EventOf<'deliver'> | undefined
}

/** What was sent along the tree, and what was sent otherwise, in the order of sending. `repeats` are among the direct. */
type TreeTalk = { waits: Wait[]; direct: Delivery[]; repeats: Set<Delivery> }

/** The time without an acknowledgement after which a neighbour counts as silent, in milliseconds. */
export const patienceMs = 500

const talks = new WeakMap<Run, TreeTalk>()

/**
 * Along the tree goes what a node first sends of a value to each of the neighbours that it names in `tree_info`, unless
 * the value came from that neighbour, or the neighbour started anew after the node had learned it. The rest is direct;
 * a repeat over the same edge before the time is over may be called so or not.
 */
export function treeTalkOf(run: Run, workload: SetWorkload): TreeTalk {
  const known = talks.get(run)
  if (known !== undefined) return known
  const talk = gatherTalk(run, workload)
  talks.set(run, talk)
  return talk
}

function gatherTalk(run: Run, workload: SetWorkload): TreeTalk {
  const neighbours = namedNeighbours(run)
  const knowing = new Knowing(run)
  const lives = livesIn(run)
  const starts = startsIn(run)
  const all = deliveriesOf(run, workload)
  const acks = acksIn(run)
  /** By the life of the one, the name of the other and the value: when it was sent along the tree. */
  const told = new Map<string, number>()
  const heard = new Map<string, number>()
  for (const { sent, keys } of all) {
    const [arrival] = sent.deliveries
    if (arrival === undefined) continue
    for (const key of keys) {
      const way = `${lives(arrival.dest, arrival.id)} ${arrival.src} ${key}`
      if (!heard.has(way)) heard.set(way, arrival.id)
    }
  }
  const talk: TreeTalk = { waits: [], direct: [], repeats: new Set() }
  for (const delivery of all) {
    const send = delivery.sent.event
    const { src: node, dest: neighbour } = send
    const life = lives(node, send.id)
    const waits: Wait[] = []
    let isRepeat = false
    for (const [index, key] of delivery.keys.entries()) {
      const way = `${life} ${neighbour} ${key}`
      const before = told.get(way)
      if (before !== undefined && send.at - before < patienceMs) isRepeat = true
      if (before !== undefined || neighbours.get(node)?.includes(neighbour) !== true) continue
      if ((heard.get(way) ?? Number.POSITIVE_INFINITY) < send.id) continue
      const reborn = starts(neighbour, send.id)
      if (reborn?.again === true && knowing.knew(node, key, reborn)) continue
      told.set(way, send.at)
      const ack = acks.get(`${life} ${neighbour} ${key}`)?.find(({ id }) => id > send.id)
      const [arrival] = delivery.sent.deliveries
      const value = delivery.values[index] as Value
      waits.push({ node, neighbour, value, key, send, arrival, due: send.at + patienceMs, ack })
    }
    if (waits.length === 0) talk.direct.push(delivery)
    if (isRepeat) talk.repeats.add(delivery)
    talk.waits.push(...waits)
  }
  return talk
}

/** By the life of who waits, the neighbour and the value: the acknowledgements that arrived. */
function acksIn(run: Run): Map<string, EventOf<'deliver'>[]> {
  const lives = livesIn(run)
  const acks = new Map<string, EventOf<'deliver'>[]>()
  for (const { event, deliveries } of run.facts.serverMessages) {
    const [arrival] = deliveries
    if (event.body.type !== 'broadcast_ack' || arrival === undefined) continue
    const way = `${lives(arrival.dest, arrival.id)} ${arrival.src} ${JSON.stringify(event.body.message ?? null)}`
    acks.set(way, [...(acks.get(way) ?? []), arrival])
  }
  return acks
}

/** A name for each life of a node: its own, and the event of its last start before this one. */
function livesIn(run: Run): (node: string, before: number) => string {
  const starts = startsIn(run)
  return (node, before) => `${node}@${starts(node, before)?.id ?? ''}`
}

/** Whether a wait ended without an acknowledgement in time. */
export function isTimedOut({ ack, due }: Wait, by: number): boolean {
  return due <= by && (ack === undefined || ack.at > due)
}
