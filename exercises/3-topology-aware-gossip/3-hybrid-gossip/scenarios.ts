import type { Step } from '../../../lib/check/conversation.ts'
import { cutsOf, standingAt } from '../../../lib/check/cuts.ts'
import type { Run } from '../../../lib/check/run.ts'
import type { Scenario } from '../../../lib/grade/grader.ts'
import type { Value } from '../../../lib/protocol/message.ts'
import { createRandom, type Random } from '../../../lib/random/random.ts'
import { awkwardValues as awkward, broadcastObserve } from '../../../lib/scenario/broadcast.ts'
import { conversationPlan } from '../../../lib/scenario/conversation.ts'
import { distinctValues, integer, pick, shuffled } from '../../../lib/scenario/dice.ts'
import { halves } from '../../../lib/scenario/partitions.ts'
import { type Asked, broadcasted, periodicPlan, readAll } from '../../../lib/scenario/periodic.ts'
import { complete, grid, line, nodeIds, ring } from '../../../lib/scenario/topologies.ts'
import type { Fault, Plan, Topology } from '../../../lib/trace/plan.ts'
import { contract, hopMs, repairMs } from './bounds.ts'

const caps = { messages: 40_000, bytes: 60_000_000 }

/** The topology comes at 0 ms; from here on values do. */
const firstAt = 1000
/** So long the first value has the network to itself. */
const aloneMs = 1000
/** The last questions are answered from memory, and every second of gossip is dear. */
const lingerMs = 1100

const ownValue = (value: Value): Step => ({
  request: { type: 'delivery_info', value },
  expect: { type: 'delivery_info_ok', value, delivered_via: 'tree', hops: 0 },
})
const unknown = (value: Value): Step => ({
  request: { type: 'delivery_info', value },
  expect: ({ type, code }) =>
    type === 'error' && code === 20
      ? undefined
      : 'the node does not know this value, so it should be error 20',
})
const stats = (known: number): Step => ({
  request: { type: 'hybrid_stats' },
  expect: { type: 'hybrid_stats_ok', tree_deliveries: known, gossip_deliveries: 0, total: known },
})

/** With a node that has nobody to talk to: all it knows it has from clients. */
export const script: Step[] = [
  stats(0),
  unknown(7),
  ...awkward.flatMap((message, index): Step[] => [
    unknown(message),
    { request: { type: 'broadcast', message }, expect: { type: 'broadcast_ok' } },
    ownValue(message),
    stats(index + 1),
  ]),
  // The same value again changes nothing.
  { request: { type: 'broadcast', message: '' }, expect: { type: 'broadcast_ok' } },
  stats(awkward.length),
  { request: { type: 'read' }, expect: { type: 'read_ok', messages: awkward } },
  unknown('constructor '),
]

function asking(at: number, node: string, value: Value): Asked {
  return { at, node, body: { type: 'delivery_info', value } }
}

function statsOf(at: number, nodes: readonly string[]): Asked[] {
  return nodes.map((node) => ({ at, node, body: { type: 'hybrid_stats' } }))
}

type Story = {
  topology: Topology
  values: Asked[]
  faults?: Fault[]
  loss?: number
  finalAt: number
  down?: string[]
}

/** Statistics before anything happens, questions at random moments, and at the end everything of everybody. */
function planOf(name: string, seed: number, story: (random: Random) => Story): Plan {
  const random = createRandom(seed, name)
  const { topology, values, faults = [], loss, finalAt, down = [] } = story(random)
  const nodes = Object.keys(topology)
  const up = nodes.filter((node) => !down.includes(node))
  const all = [...new Set(values.map(({ body }) => body.message as Value))]
  const from = Math.min(...values.map(({ at }) => at))
  const to = Math.max(...values.map(({ at }) => at))
  const onTheWay = Array.from({ length: 24 }, () => integer(random, from, to + 100)).flatMap((at, index) =>
    index % 2 === 0 ? statsOf(at, [pick(random, up)]) : [asking(at, pick(random, up), pick(random, all))],
  )
  const requests = [
    ...statsOf(firstAt - 50, nodes),
    asking(firstAt - 40, pick(random, nodes), pick(random, all)),
    ...values,
    ...onTheWay,
    ...statsOf(finalAt, up),
    ...all.flatMap((value) => up.map((node) => asking(finalAt, node, value))),
    ...readAll(finalAt, up),
  ]
  return periodicPlan(name, seed, nodes, requests, {
    contract,
    caps,
    topology,
    faults,
    latency: { kind: 'constant', ms: hopMs },
    ...(loss === undefined ? {} : { loss }),
    until: finalAt + lingerMs,
  })
}

/** So many values from random nodes, one every `apartMs`. */
function valuesFrom(
  random: Random,
  nodes: readonly string[],
  from: number,
  apartMs: number,
  count: number,
): Asked[] {
  const chosen = distinctValues(random, count)
  return chosen.map((message, index) => broadcasted(from + apartMs * index, pick(random, nodes), message))
}

/** Some of these values once more, when everybody has them. */
function repeats(random: Random, nodes: readonly string[], values: Asked[], at: number): Asked[] {
  const [first, second] = values as [Asked, Asked]
  return [
    { ...first, at },
    { ...(second ?? first), at: at + 30, node: pick(random, nodes) },
  ]
}

/** The nodes in another order than that of their names. */
function reordered(random: Random, topology: Topology): Topology {
  return Object.fromEntries(shuffled(random, Object.keys(topology)).map((id) => [id, topology[id] ?? []]))
}

/** Values that are long, so that the rest of a message weighs little. */
function longValues(random: Random, count: number): string[] {
  return distinctValues(random, count).map((number) => `${number} `.repeat(40))
}

/** Twenty-five nodes and as many requests a second, to set programs side by side. */
export function glance(seed: number): Plan {
  const random = createRandom(seed, 'glance')
  const topology = grid(5)
  const nodes = Object.keys(topology)
  const values = valuesFrom(random, nodes, firstAt, 100, 20)
  const reads = values.map(
    ({ at }): Asked => ({ at: at + 50, node: pick(random, nodes), body: { type: 'read' } }),
  )
  return periodicPlan('glance', seed, nodes, [...values, ...reads], {
    contract,
    caps,
    topology,
    latency: { kind: 'constant', ms: hopMs },
    until: firstAt + 5000,
  })
}

export const scenarios: Scenario[] = [
  {
    name: 'one-node',
    title: 'One node, and a client that talks to it.',
    seeds: 1,
    plan(seed) {
      const requests = script.map(({ request }) => request)
      const shared = { contract, observe: broadcastObserve }
      return conversationPlan('one-node', seed, requests, shared, { caps, until: 30_000 })
    },
  },
  {
    name: 'three',
    title: 'Three nodes in a row; a value from each, and nothing fails.',
    seeds: 1,
    plan: (seed) =>
      planOf('three', seed, (random) => {
        const topology = line(3)
        const nodes = Object.keys(topology)
        const values = nodes.flatMap((node, index) => valuesFrom(random, [node], firstAt + 300 * index, 0, 1))
        const again = repeats(random, nodes, values, firstAt + 1500)
        return { topology, values: [...values, ...again], finalAt: firstAt + 3500 }
      }),
  },
  {
    name: 'odd-values',
    title: 'Four nodes; values such as 0, "" and "__proto__" from all of them, and nothing fails.',
    seeds: 1,
    plan: (seed) =>
      planOf('odd-values', seed, (random) => {
        const topology = complete(4)
        const values = shuffled(random, awkward).map((message, index) =>
          broadcasted(firstAt + 40 * index, `n${1 + (index % 4)}`, message),
        )
        return { topology, values, finalAt: firstAt + 2500 }
      }),
  },
  {
    name: 'calm-25',
    title:
      'Twenty-five nodes, on the map a square grid; twenty-three values, most of them 50 ms apart, and nothing fails.',
    seeds: 1,
    plan: (seed) =>
      planOf('calm-25', seed, (random) => {
        const topology = grid(5)
        const nodes = Object.keys(topology)
        // Alone on its way the first value can show a network that grows its tree where it should be.
        const first = valuesFrom(random, nodes, firstAt, 0, 1)
        const values = [...first, ...valuesFrom(random, nodes, firstAt + aloneMs, 50, 19)]
        const twin = broadcasted(
          firstAt + aloneMs + 1000,
          pick(random, nodes),
          String(first[0]?.body.message),
        )
        const again = repeats(random, nodes, values, firstAt + aloneMs + 1500)
        return { topology, values: [...values, twin, ...again], finalAt: firstAt + aloneMs + 3500 }
      }),
  },
  {
    name: 'long-values',
    title: 'Ten nodes, named in no order; fifteen values of some hundred letters each, and nothing fails.',
    seeds: 1,
    plan: (seed) =>
      planOf('long-values', seed, (random) => {
        const topology = reordered(random, ring(10))
        const values = longValues(random, 15).map((message, index) => {
          const at = index === 0 ? firstAt : firstAt + aloneMs + 60 * index
          return broadcasted(at, pick(random, Object.keys(topology)), message)
        })
        return { topology, values, finalAt: firstAt + aloneMs + 3500 }
      }),
  },
  {
    name: 'crash-7',
    title:
      'Seven nodes. Two of them crash for good, others in each run; the rest take values before, meanwhile and after.',
    // Four runs crash each node once at least, so that an inner node of the tree is among them, whatever the tree.
    seeds: 4,
    plan: (seed) =>
      planOf('crash-7', seed, (random) => {
        const topology = complete(7)
        const nodes = nodeIds(7)
        const down = [0, 1].map((more) => nodes[(2 * (seed % 4) + more) % 7] as string)
        const up = nodes.filter((node) => !down.includes(node))
        const before = nodes.flatMap((node, index) => valuesFrom(random, [node], firstAt + 40 * index, 0, 1))
        const after = valuesFrom(random, up, 2950, 100, 12)
        const faults = down.map((node, index): Fault => ({ kind: 'crash', node, at: 3000 + 500 * index }))
        return { topology, values: [...before, ...after], faults, down, finalAt: 4050 + repairMs + 200 }
      }),
  },
  {
    name: 'loss-25',
    title: 'Twenty-five nodes; a tenth of all messages between them is lost.',
    seeds: 1,
    plan: (seed) =>
      planOf('loss-25', seed, (random) => {
        const topology = reordered(random, line(25))
        const values = valuesFrom(random, Object.keys(topology), firstAt, 70, 15)
        return { topology, values, loss: 0.1, finalAt: firstAt + 980 + repairMs + 200 }
      }),
    sometimes: [
      {
        name: 'a message between nodes is lost',
        happened: ({ trace, facts }: Run) =>
          facts.serverMessages.length === 0 ||
          trace.events.some((event) => event.kind === 'drop' && event.reason === 'loss'),
      },
    ],
  },
  {
    name: 'cut-10',
    title: 'Ten nodes, cut in two for twelve seconds while both sides take many values.',
    // Long enough that who strikes off whom it could not reach has nobody left on the other side, and with more values
    // than gossip that offers only the latest ones brings across.
    seeds: 1,
    plan: (seed) =>
      planOf('cut-10', seed, (random) => {
        const topology = complete(10)
        const order = shuffled(random, Object.keys(topology))
        const sides = [order.slice(0, 5), order.slice(5)]
        const values = distinctValues(random, 34).map((message, index) =>
          broadcasted(1700 + 350 * index, pick(random, sides[index % 2] as string[]), message),
        )
        const to = 14_000
        const faults: Fault[] = [
          { kind: 'partition', name: 'two halves', from: 2000, to, links: halves(order) },
        ]
        return { topology, values, faults, finalAt: to + repairMs + 200 }
      }),
    sometimes: [
      {
        name: 'a value is acknowledged while the partition stands',
        happened: (run) =>
          run.facts.operations.some(
            ({ request, answer }) =>
              request.type === 'broadcast' &&
              (answer === undefined || standingAt(cutsOf(run), answer.at) !== undefined),
          ),
      },
    ],
  },
]
