import type { Contract } from '../protocol/contract.ts'
import type { Body } from '../protocol/message.ts'
import type { Links } from './event.ts'

/**
 * Everything a run depends on besides the program: plain data, so that it can cross a process
 * boundary, be saved beside its trace, and be made smaller piece by piece. Times are milliseconds.
 */
export type Plan = {
  /** Scenario slug, for people. */
  scenario: string
  seed: number
  /** Node ids in order, `n1` first. */
  nodes: string[]
  /** Sent to every node as a `topology` request at `topologyAt` (default 0) and again after a restart. */
  topology?: Topology
  topologyAt?: number
  latency: Latency
  /** Latency of single links, by `"n1>n2"`. */
  links?: { [link: string]: Latency }
  /** Chance that a node-to-node message is lost, delivered twice, or held back by up to `reorderMs`. */
  loss?: number
  duplicate?: number
  reorder?: number
  reorderMs?: number
  /** Offset of a node's own clock from true time. */
  skew?: { [node: string]: number }
  faults: Fault[]
  operations: Operation[]
  polls?: Polls[]
  /** The run ends here, or earlier when nothing is left to happen. */
  until: number
  observe?: Observe
  contract: Contract
  caps?: Partial<Caps>
}

export type Topology = { [node: string]: string[] }

export type Latency =
  | { kind: 'constant'; ms: number }
  | { kind: 'uniform'; min: number; max: number }
  | { kind: 'exponential'; mean: number }

/** A fault window is half-open: a cut from 1,000 to 2,000 does not cut at 2,000. */
export type Fault =
  /** A message is lost when its link is cut as it is sent or as it would arrive. */
  | { kind: 'partition'; name: string; from: number; to: number; links: Links }
  /** Memory is lost. Without `restartAt` the node stays down. */
  | { kind: 'crash'; node: string; at: number; restartAt?: number }
  /**
   * The first message of this type that the node sends from then on is its last: what it sends besides in the same
   * event is lost, in whatever order it was sent, and the node is down.
   */
  | { kind: 'crash-after-sending'; node: string; type: string; from: number }
  /** Nothing runs on the node in between; what arrived or fell due meanwhile happens at `to`, in order. */
  | { kind: 'pause'; node: string; from: number; to: number }
  | { kind: 'clock-step'; node: string; at: number; stepMs: number }
  /** Loss on top of the plan's own, on all node-to-node links. */
  | { kind: 'loss'; from: number; to: number; probability: number }

/**
 * A client's request. A client has one request outstanding: it starts at `at` or when its previous one ended. `copies`
 * names fields that the body takes from the answer this client got last, and what they are called there.
 */
export type Operation = {
  at: number
  client: string
  node: string
  body: Body
  timeoutMs?: number
  copies?: { [field: string]: string }
}

/**
 * What the harness itself, as client c0, asks every node that is up, again and again: in each round the next of these lists, its
 * requests one right after the other. Nobody waits for the answers. A smaller plan keeps them, for a program may rely
 * on being asked.
 */
export type Polls = { from: number; everyMs: number; rounds: Body[][] }

/** What the observer asks after every event on a node, and the field of the answer that holds what the node knows. */
export type Observe = ObserveSet | ObserveKeys

/** The field is a list, of the values that the node knows. */
export type ObserveSet = { request: Body; reply: string; field: string }

/**
 * The request is made once a key, its `key` filled in; error 20 means that nothing is held under it. What is held is
 * known as a text: the key, " = ", and the field as canonical JSON. With `each` the field is a list and every item
 * of it a text of its own, told by its field `part` where one is named.
 */
export type ObserveKeys = ObserveSet & { keys: string[]; each?: boolean; part?: string }

/** Limits that end a runaway. `bytes` sums the JSON of all bodies. */
export type Caps = {
  messages: number
  events: number
  timers: number
  bytes: number
  messageBytes: number
  /** Lines kept; later ones are left out. */
  logLines: number
  /** Lines that end the run. */
  logFlood: number
}

export const defaultCaps: Caps = {
  messages: 50_000,
  events: 400_000,
  timers: 20_000,
  bytes: 24_000_000,
  messageBytes: 1_000_000,
  logLines: 1_000,
  logFlood: 100_000,
}
