import { isClient, type Value } from '../protocol/message.ts'
import type { EventOf } from '../trace/event.ts'
import { isForward, type Sent } from '../trace/facts.ts'
import { fanoutIn } from './fanout.ts'
import type { Run } from './run.ts'

/** What a node owes a value that it heard for the first time, and what it sent of it. */
export type Wave = {
  node: string
  value: Value
  /** Who told it first; undefined when a client did. */
  from: string | undefined
  heard: EventOf<'deliver'>
  /** The fanout in force when it heard. */
  fanout: number
  /** Every `gossip` with the value that the node ever sent, in order. */
  sends: Sent[]
}

export type Waves = {
  /** In the order in which values were heard. */
  waves: Wave[]
  /** Forwards that were no `gossip` with a value as its message. */
  foreign: Sent[]
  /** Gossip with a value that its sender had not heard. */
  unheard: Sent[]
}

/** The value in a message between nodes, if it is gossip. */
export function gossipOf({ event: { body } }: Sent): Value | undefined {
  const { message } = body
  if (body.type !== 'gossip') return undefined
  return typeof message === 'string' || typeof message === 'number' ? message : undefined
}

/** Five checks and seven mistakes look at the waves of one and the same run, which may have 50,000. */
const found = new WeakMap<Run, Waves>()

/** Every wave of a run: a node hears a value, in a client's `broadcast` or in another's `gossip`, and forwards it. */
export function wavesOf(run: Run): Waves {
  const before = found.get(run)
  if (before !== undefined) return before
  const waves = findWaves(run)
  found.set(run, waves)
  return waves
}

function findWaves(run: Run): Waves {
  const { trace, facts } = run
  const fanoutAt = fanoutIn(run)
  const all: Waves = { waves: [], foreign: [], unheard: [] }
  // By the value itself: a Map tells 1 from "1".
  const byNode = new Map<string, Map<Value, Wave>>(trace.plan.nodes.map((node) => [node, new Map()]))
  for (const event of trace.events) {
    if (event.kind === 'deliver') {
      const sent = facts.sent[event.message]
      const value = sent === undefined ? undefined : told(sent)
      const waves = byNode.get(event.dest)
      if (value === undefined || waves === undefined || waves.has(value)) continue
      const { dest: node, src } = event
      const from = isClient(src) ? undefined : src
      const wave = { node, value, from, heard: event, fanout: fanoutAt(node, event.id), sends: [] }
      waves.set(value, wave)
      all.waves.push(wave)
    } else if (event.kind === 'send' && !isClient(event.src) && !isClient(event.dest)) {
      const sent = facts.sent[event.message]
      if (sent === undefined || !isForward(sent)) continue
      const value = gossipOf(sent)
      if (value === undefined) all.foreign.push(sent)
      else (byNode.get(event.src)?.get(value)?.sends ?? all.unheard).push(sent)
    }
  }
  return all
}

/** What a message tells the node that gets it. */
function told(sent: Sent): Value | undefined {
  const { src, body } = sent.event
  if (!isClient(src)) return sent.isAnswer ? undefined : gossipOf(sent)
  return body.type === 'broadcast' ? (body.message as Value) : undefined
}

/** The peers that a wave may go to: all but the node itself and the one it heard the value from. */
export function candidatesOf({ trace }: Run, { node, from }: Wave): string[] {
  return trace.plan.nodes.filter((other) => other !== node && other !== from)
}

/** How many different peers a wave goes to: the fanout, or all candidates if there are fewer. */
export function sizeOf({ trace }: Run, { from, fanout }: Wave): number {
  return Math.min(fanout, trace.plan.nodes.length - (from === undefined ? 1 : 2))
}
