import type { AnswerShapes } from '../../../lib/check/answers.ts'
import type { Step } from '../../../lib/check/conversation.ts'
import type { Scenario, Sometimes } from '../../../lib/grade/grader.ts'
import type { Contract } from '../../../lib/protocol/contract.ts'
import type { Value } from '../../../lib/protocol/message.ts'
import { createRandom, type Random } from '../../../lib/random/random.ts'
import {
  awkwardValues as awkward,
  broadcastAnswers,
  broadcastContract,
  broadcastObserve,
} from '../../../lib/scenario/broadcast.ts'
import { conversationPlan } from '../../../lib/scenario/conversation.ts'
import { distinctValues, integer, pick, shuffled } from '../../../lib/scenario/dice.ts'
import { type Asked, broadcasted, periodicPlan, readAll } from '../../../lib/scenario/periodic.ts'
import { randomTree } from '../../../lib/scenario/random-graph.ts'
import { complete, grid, line, ring, star } from '../../../lib/scenario/topologies.ts'
import type { Plan, Topology } from '../../../lib/trace/plan.ts'

export const contract: Contract = { ...broadcastContract, tree_info: {} }

export const answers: AnswerShapes = {
  ...broadcastAnswers,
  tree_info: { type: 'tree_info_ok', fields: ['neighbors', 'message_count'] },
}

const alone = { type: 'tree_info_ok', neighbors: [], message_count: 0 }

export const script: Step[] = [
  { request: { type: 'tree_info' }, expect: alone },
  { request: { type: 'read' }, expect: { type: 'read_ok', messages: [] } },
  ...awkward.flatMap((message, index): Step[] => [
    { request: { type: 'broadcast', message }, expect: { type: 'broadcast_ok' } },
    { request: { type: 'read' }, expect: { type: 'read_ok', messages: awkward.slice(0, index + 1) } },
  ]),
  // The same value again changes nothing.
  { request: { type: 'broadcast', message: '' }, expect: { type: 'broadcast_ok' } },
  { request: { type: 'read' }, expect: { type: 'read_ok', messages: awkward } },
  { request: { type: 'tree_info' }, expect: alone },
]

/** From here on the tree stands; the topology comes at 0 ms. */
const firstAt = 1000
/** The longest way through the largest tree allowed takes 560 ms. */
const settleMs = 2000
/** Longer than a client's patience, so that a missing answer shows. */
const lingerMs = 5100
/** Flooding all values through the largest of the networks would take some 120,000. */
const caps = { messages: 30_000 }

function infos(at: number, nodes: readonly string[]): Asked[] {
  return nodes.map((node) => ({ at, node, body: { type: 'tree_info' } }))
}

/** The same network with its names dealt out anew, so that neither names nor their order tell a node's place in it. */
function renamed(random: Random, topology: Topology): Topology {
  const ids = Object.keys(topology)
  const dealt = shuffled(random, ids)
  const names = new Map(ids.map((id, index) => [id, dealt[index] as string]))
  const nameOf = (id: string) => names.get(id) as string
  return Object.fromEntries(shuffled(random, ids).map((id) => [nameOf(id), (topology[id] ?? []).map(nameOf)]))
}

/** Every node is asked for its tree before the values and after them; meanwhile some of them, when values are on their way. */
function overlayPlan(name: string, seed: number, topology: Topology, values: Asked[], asks: Asked[]): Plan {
  const nodes = Object.keys(topology)
  const finalAt = Math.max(...values.map(({ at }) => at)) + settleMs
  const requests = [
    ...infos(firstAt, nodes),
    ...values,
    ...asks,
    ...infos(finalAt, nodes),
    ...readAll(finalAt, nodes),
  ]
  return periodicPlan(name, seed, nodes, requests, { contract, topology, caps, until: finalAt + lingerMs })
}

/** Values from these many nodes, one each, less than a hop apart; some of them once more, there and elsewhere. */
function story(random: Random, topology: Topology, origins: number): { values: Asked[]; asks: Asked[] } {
  const nodes = Object.keys(topology)
  const from = shuffled(random, nodes).slice(0, origins)
  const values = distinctValues(random, origins).map((message, index) =>
    broadcasted(firstAt + 100 + 7 * index, from[index] as string, message),
  )
  const [first, second] = [values[0], values.at(-1)] as [Asked, Asked]
  const endAt = second.at + 1000
  const repeats = [
    // While the value is on its way, at the node where it started.
    { ...first, at: first.at + 3 },
    { ...first, at: endAt },
    { ...second, at: endAt + 20, node: pick(random, nodes) },
    // A text beside the number that reads the same.
    broadcasted(endAt + 40, pick(random, nodes), String(first.body.message)),
  ]
  const asks = Array.from({ length: 2 * Math.min(nodes.length, 12) }, (_, index) =>
    infos(firstAt + 110 + 11 * index + integer(random, 0, 9), [pick(random, nodes)]),
  ).flat()
  return { values: [...values, ...repeats], asks }
}

function planOf(name: string, seed: number, network: (random: Random) => Topology, origins: number): Plan {
  const random = createRandom(seed, name)
  const topology = network(random)
  const { values, asks } = story(random, topology, Math.min(origins, Object.keys(topology).length))
  return overlayPlan(name, seed, topology, values, asks)
}

/** Two networks with no way between them, for whoever relies on the map. */
function islands(random: Random, size: number): Topology {
  const topology = randomTree(random, size)
  const inland = new Set(shuffled(random, Object.keys(topology)).slice(0, Math.floor(size / 2)))
  return Object.fromEntries(
    Object.entries(topology).map(([id, others]) => [
      id,
      others.filter((other) => inland.has(id) === inland.has(other)),
    ]),
  )
}

const maps: ((random: Random, size: number) => Topology)[] = [
  (_, size) => line(size),
  (_, size) => star(size),
  (random, size) => randomTree(random, size),
  (_, size) => complete(size),
]

const asksOnTheWay: Sometimes = {
  name: 'a node is asked for its tree between the first copy that it sends and the last',
  happened({ facts }) {
    const sends = new Map<string, number[]>()
    for (const { event } of facts.serverMessages)
      sends.set(event.src, [...(sends.get(event.src) ?? []), event.at])
    // A program that sends nothing exercises nothing, and is found out by what is missing.
    if (sends.size === 0) return true
    return facts.operations.some(({ request, node, sent }) => {
      const at = sent.deliveries[0]?.at ?? 0
      const its = sends.get(node) ?? []
      return request.type === 'tree_info' && (its[0] ?? at) < at && at < (its.at(-1) ?? 0)
    })
  },
}

const oddValues: Value[] = [0, '', 'constructor', '__proto__', 'ü', -1, 2.5, '0']

export const scenarios: Scenario[] = [
  {
    name: 'one-node',
    title: 'One node, and a client that talks to it.',
    seeds: 1,
    plan(seed) {
      const requests = script.map(({ request }) => request)
      return conversationPlan('one-node', seed, requests, { contract, observe: broadcastObserve })
    },
  },
  {
    name: 'pair',
    title: 'Two nodes; a value from each.',
    seeds: 1,
    plan: (seed) => planOf('pair', seed, (random) => renamed(random, line(2)), 2),
  },
  {
    name: 'three',
    title: 'Three nodes, all of them neighbours on the map; a value from each.',
    seeds: 1,
    plan: (seed) => planOf('three', seed, (random) => renamed(random, ring(3)), 3),
  },
  {
    name: 'odd-values',
    title: 'Four nodes; values such as 0, "" and "__proto__" from all of them.',
    seeds: 1,
    plan(seed) {
      const random = createRandom(seed, 'odd-values')
      const topology = line(4)
      const values = shuffled(random, oddValues).map((message, index) =>
        broadcasted(firstAt + 100 + 20 * index, `n${1 + (index % 4)}`, message),
      )
      return overlayPlan('odd-values', seed, topology, values, [])
    },
  },
  {
    name: 'islands',
    title: 'Nine nodes, on the map in two pieces; a value from each.',
    seeds: 1,
    plan: (seed) => planOf('islands', seed, (random) => islands(random, 9), 9),
  },
  {
    name: 'grid-25',
    title: 'Twenty-five nodes, on the map a square grid; a value from each.',
    seeds: 1,
    plan: (seed) => planOf('grid-25', seed, () => grid(5), 25),
    sometimes: [asksOnTheWay],
  },
  {
    name: 'line-25',
    title: 'Twenty-five nodes, named in no order, on the map a line; a value from each.',
    seeds: 1,
    plan: (seed) => planOf('line-25', seed, (random) => renamed(random, line(25)), 25),
    sometimes: [asksOnTheWay],
  },
  {
    name: 'any-size',
    title: 'Four to forty nodes, named in no order, with any map at all; values from up to twelve of them.',
    seeds: 4,
    plan: (seed) =>
      planOf(
        'any-size',
        seed,
        // The seeds of a grading count up, so that each sort of map is among any four.
        (random) =>
          renamed(
            random,
            (maps[seed % maps.length] as (typeof maps)[number])(random, integer(random, 4, 40)),
          ),
        12,
      ),
  },
  {
    name: 'star-100',
    title: 'A hundred nodes, named in no order, on the map all around one; values from twenty of them.',
    seeds: 1,
    plan: (seed) => planOf('star-100', seed, (random) => renamed(random, star(100)), 20),
    sometimes: [asksOnTheWay],
  },
  {
    name: 'any-100',
    title: 'A hundred nodes, named in no order, on the map a random tree; one value.',
    // A tree that is drawn by dice may keep to the limits once, and hardly six times.
    seeds: 6,
    plan: (seed) => planOf('any-100', seed, (random) => renamed(random, randomTree(random, 100)), 1),
  },
]
