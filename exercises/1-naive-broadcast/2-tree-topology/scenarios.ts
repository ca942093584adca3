import type { Step } from '../../../lib/check/conversation.ts'
import { countEdges } from '../../../lib/check/edges.ts'
import type { Scenario } from '../../../lib/grade/grader.ts'
import { createRandom, type Random } from '../../../lib/random/random.ts'
import {
  awkwardValues as awkward,
  broadcastContract,
  broadcastObserve,
  broadcastPlan,
  type Request,
} from '../../../lib/scenario/broadcast.ts'
import { conversationPlan } from '../../../lib/scenario/conversation.ts'
import { distinctValues, integer, shuffled } from '../../../lib/scenario/dice.ts'
import { randomGraph, randomTree } from '../../../lib/scenario/random-graph.ts'
import { complete, grid } from '../../../lib/scenario/topologies.ts'
import type { Plan, Topology } from '../../../lib/trace/plan.ts'

export const script: Step[] = [
  { request: { type: 'read' }, expect: { type: 'read_ok', messages: [] } },
  ...awkward.flatMap((message, index): Step[] => [
    { request: { type: 'broadcast', message }, expect: { type: 'broadcast_ok' } },
    { request: { type: 'read' }, expect: { type: 'read_ok', messages: awkward.slice(0, index + 1) } },
  ]),
  // The same value again changes nothing.
  { request: { type: 'broadcast', message: '' }, expect: { type: 'broadcast_ok' } },
  { request: { type: 'read' }, expect: { type: 'read_ok', messages: awkward } },
]

/** Flooding all values through the complete graph takes 7,200 messages; what goes well beyond it is a storm. */
const caps = { messages: 20_000 }

/** Less than a hop, so that many values are on their way at once. */
const apartMs = 7

/** Clients wait this long after the last broadcast; a program with a ticking timer makes every second dear. */
const lingerMs = 4000

function treePlan(name: string, seed: number, topology: Topology, requests: Request[]): Plan {
  const until = Math.max(...requests.map(({ at }) => at)) + lingerMs
  return broadcastPlan(name, seed, topology, requests, { until, caps })
}

/** One value from each of these many nodes, in random order: trees that differ anywhere show somewhere. */
function fromManyNodes(random: Random, topology: Topology, origins: number): Request[] {
  const nodes = shuffled(random, Object.keys(topology)).slice(0, origins)
  const values = distinctValues(random, nodes.length)
  return nodes.map((node, index) => ({ at: 100 + apartMs * index, node, message: values[index] as number }))
}

export const scenarios: Scenario[] = [
  {
    name: 'one-node',
    title: 'One node, and a client that talks to it.',
    seeds: 1,
    plan(seed) {
      const requests = script.map(({ request }) => request)
      const shared = { contract: broadcastContract, observe: broadcastObserve }
      return conversationPlan('one-node', seed, requests, shared, { caps })
    },
  },
  {
    name: 'already-a-tree',
    title:
      'Twenty nodes that form a tree as it is; a value from each, one of them again at once, one again later at two nodes.',
    seeds: 2,
    plan(seed) {
      const random = createRandom(seed, 'already-a-tree')
      const topology = randomTree(random, 20)
      const requests = fromManyNodes(random, topology, 20)
      const [first, second, third] = requests as [Request, Request, Request]
      // Sooner than a hop and back: nothing that the node asked another can have been answered yet.
      const atOnce = { ...third, at: third.at + apartMs }
      const twin = { at: 500, node: second.node, message: String(first.message) }
      const again = [first.node, second.node].map((node, index) => ({
        ...first,
        at: 1000 + 300 * index,
        node,
      }))
      return treePlan('already-a-tree', seed, topology, [...requests, atOnce, twin, ...again])
    },
  },
  {
    name: 'grid-5x5',
    title: 'Twenty-five nodes in a square grid; a value from each of them.',
    seeds: 1,
    plan(seed) {
      const random = createRandom(seed, 'grid-5x5')
      const topology = grid(5)
      return treePlan('grid-5x5', seed, topology, fromManyNodes(random, topology, 25))
    },
  },
  {
    name: 'complete-25',
    title: 'Twenty-five nodes, everybody a neighbour of everybody; values from twelve of them.',
    seeds: 1,
    plan(seed) {
      const random = createRandom(seed, 'complete-25')
      const topology = complete(25)
      return treePlan('complete-25', seed, topology, fromManyNodes(random, topology, 12))
    },
  },
  {
    name: 'random-30',
    title: 'Thirty nodes, connected at random with many cycles; values from fifteen of them.',
    seeds: 10,
    plan(seed) {
      const random = createRandom(seed, 'random-30')
      // 29 edges make a tree; with 10 to 50 more, a node has between two and a half and five neighbours.
      const topology = randomGraph(random, 30, integer(random, 10, 50))
      return treePlan('random-30', seed, topology, fromManyNodes(random, topology, 15))
    },
    sometimes: [
      {
        name: 'there is more than one tree to choose from',
        happened: ({ trace: { plan } }) => countEdges(plan) >= plan.nodes.length,
      },
      {
        name: 'several values are on their way at once',
        happened: ({ facts }) => {
          const times = [...facts.knowledge.values()].map(({ learned }) =>
            [...learned.values()].map(({ at }) => at),
          )
          return times.some((one, index) => {
            const next = times[index + 1]
            return next !== undefined && (next[0] ?? 0) < (one.at(-1) ?? 0)
          })
        },
      },
    ],
  },
]
