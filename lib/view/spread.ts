import type { Value } from '../protocol/message.ts'

/** Who knew what when, read from a trace once, so that any moment of it can be drawn at once. Times are simulated ms. */
export type Spread = {
  nodes: string[]
  /** In the order they were written; then those that no client wrote, in the order they turned up. */
  values: SpreadValue[]
  /** Each moment at which something that the table shows changes, ascending. */
  moments: number[]
  /** When each node-to-node message was sent, ascending. */
  sends: number[]
  /** How many (node, value) pairs are known from each moment on, ascending in time. */
  informed: { at: number; pairs: number }[]
  /** What became of each node, ascending in time; a node without entries is up throughout. */
  health: Map<string, { at: number; state: NodeState }[]>
  cuts: { name: string; from: number; to: number }[]
  end: number
}

export type NodeState = 'up' | 'down' | 'paused'

export type SpreadValue = {
  value: Value
  /** Absent on a value that appeared without a client having written it. */
  written?: { at: number; node: string; client: string }
  knowledge: Map<string, Knowledge[]>
}

/** A stretch of time in which a node knew a value. `to` is Infinity when it never forgot it. */
export type Knowledge = {
  from: number
  to: number
  /** Messages between nodes that carried it here: 0 where a client or the node itself brought it. */
  hops: number
  /** The node or client it came from; absent when no message brought it. */
  source?: string
}

/** What a node knew of a value at a moment, if anything. */
export function knowledgeAt({ knowledge }: SpreadValue, node: string, at: number): Knowledge | undefined {
  return knowledge.get(node)?.findLast(({ from, to }) => from <= at && at < to)
}

/** Whether a node had known a value before a moment, and no longer does. */
export function hasForgotten({ knowledge }: SpreadValue, node: string, at: number): boolean {
  const last = knowledge.get(node)?.findLast(({ from }) => from <= at)
  return last !== undefined && last.to <= at
}

export function stateAt({ health }: Spread, node: string, at: number): NodeState {
  return health.get(node)?.findLast((entry) => entry.at <= at)?.state ?? 'up'
}

/** When the last thing that the table shows happens. */
export function lastMoment({ moments, end }: Spread): number {
  return moments.at(-1) ?? end
}

/** The values that a client has written, or a node shown, by then. */
export function valuesAt({ values }: Spread, at: number): SpreadValue[] {
  return values.filter(({ written, knowledge }) => (written?.at ?? firstSeen(knowledge)) <= at)
}

export function sendsUntil({ sends }: Spread, at: number): number {
  const next = sends.findIndex((time) => time > at)
  return next === -1 ? sends.length : next
}

function firstSeen(knowledge: Map<string, Knowledge[]>): number {
  return Math.min(...[...knowledge.values()].map(([first]) => first?.from ?? Number.POSITIVE_INFINITY))
}
