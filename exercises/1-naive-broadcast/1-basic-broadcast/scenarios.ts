import type { Step } from '../../../lib/check/conversation.ts'
import type { Scenario } from '../../../lib/grade/grader.ts'
import { createRandom } from '../../../lib/random/random.ts'
import {
  awkwardValues as awkward,
  broadcastContract,
  broadcastObserve,
  broadcastPlan,
  type Request,
} from '../../../lib/scenario/broadcast.ts'
import { conversationPlan } from '../../../lib/scenario/conversation.ts'
import { distinctValues, pick } from '../../../lib/scenario/dice.ts'
import { complete, grid, line, ring } from '../../../lib/scenario/topologies.ts'

export const script: Step[] = [
  { request: { type: 'read' }, expect: { type: 'read_ok', messages: [] } },
  ...awkward.flatMap((message, index): Step[] => [
    { request: { type: 'broadcast', message }, expect: { type: 'broadcast_ok' } },
    { request: { type: 'read' }, expect: { type: 'read_ok', messages: awkward.slice(0, index + 1) } },
  ]),
  // The same value again changes nothing, and neither does reading twice.
  { request: { type: 'broadcast', message: 1 }, expect: { type: 'broadcast_ok' } },
  { request: { type: 'read' }, expect: { type: 'read_ok', messages: awkward } },
  { request: { type: 'read' }, expect: { type: 'read_ok', messages: awkward } },
]

/** The largest flood here takes 1,200 messages with all its echoes; a storm is cut off well above it. */
const caps = { messages: 20_000 }

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
    name: 'line-of-5',
    title: 'Five nodes in a line; values from an end and from the middle, among them 1 and "1".',
    seeds: 2,
    plan(seed) {
      const random = createRandom(seed, 'line-of-5')
      const [value = 0] = distinctValues(random, 1)
      const node = pick(random, ['n2', 'n3', 'n4'])
      return broadcastPlan(
        'line-of-5',
        seed,
        line(5),
        [
          { at: 100, node: 'n1', message: value },
          { at: 300, node, message: 1 },
          { at: 500, node, message: '1' },
        ],
        { caps },
      )
    },
  },
  {
    name: 'early-broadcast',
    title: 'Five nodes in a line; two values are broadcast at one node before the topology arrives.',
    seeds: 2,
    plan(seed) {
      const random = createRandom(seed, 'early-broadcast')
      const [first = 0, second = 0] = distinctValues(random, 2)
      const node = pick(random, ['n1', 'n2', 'n3', 'n4', 'n5'])
      const writes = [
        { at: 50, node, message: first },
        { at: 60, node, message: second },
      ]
      return broadcastPlan('early-broadcast', seed, line(5), writes, { topologyAt: 100, caps })
    },
  },
  {
    name: 'ring-of-6',
    title: 'Six nodes in a ring: a value can come round again.',
    seeds: 2,
    plan(seed) {
      const random = createRandom(seed, 'ring-of-6')
      const [first = 0, second = 0] = distinctValues(random, 2)
      const nodes = Object.keys(ring(6))
      return broadcastPlan(
        'ring-of-6',
        seed,
        ring(6),
        [
          { at: 100, node: pick(random, nodes), message: first },
          { at: 115, node: pick(random, nodes), message: second },
        ],
        { caps },
      )
    },
  },
  {
    name: 'same-value-twice',
    title: 'Six nodes in a ring; two clients broadcast the same value at two nodes at once.',
    seeds: 2,
    plan(seed) {
      const random = createRandom(seed, 'same-value-twice')
      const [far = 0, near = 0] = distinctValues(random, 2)
      return broadcastPlan(
        'same-value-twice',
        seed,
        ring(6),
        [
          { at: 100, node: 'n1', message: far },
          { at: 100, node: 'n4', message: far },
          { at: 300, node: 'n2', message: near },
          { at: 300, node: 'n3', message: near },
        ],
        { caps },
      )
    },
    sometimes: [
      {
        name: 'one value enters at two nodes before either hears of it from the other',
        happened: ({ trace }) =>
          trace.events.filter((event) => event.kind === 'learn' && (event.at === 100 || event.at === 300))
            .length >= 4,
      },
    ],
  },
  {
    name: 'grid-5x5',
    title: 'Twenty-five nodes in a square grid; twenty values from random nodes, and as many reads.',
    seeds: 4,
    plan(seed) {
      const random = createRandom(seed, 'grid-5x5')
      const topology = grid(5)
      const nodes = Object.keys(topology)
      const requests = distinctValues(random, 20).flatMap((message, index): Request[] => [
        { at: 100 + 30 * index, node: pick(random, nodes), message },
        { at: 115 + 30 * index, node: pick(random, nodes) },
      ])
      return broadcastPlan('grid-5x5', seed, topology, requests, { caps })
    },
    sometimes: [
      {
        name: 'several values are on their way at once',
        happened: ({ facts }) => [...facts.knowledge.values()].length > 1,
      },
    ],
  },
  {
    name: 'complete-25',
    title: 'Twenty-five nodes, everybody a neighbour of everybody.',
    seeds: 2,
    plan(seed) {
      const random = createRandom(seed, 'complete-25')
      const topology = complete(25)
      const [first = 0, second = 0] = distinctValues(random, 2)
      return broadcastPlan(
        'complete-25',
        seed,
        topology,
        [
          { at: 100, node: pick(random, Object.keys(topology)), message: first },
          { at: 200, node: pick(random, Object.keys(topology)), message: second },
        ],
        { caps },
      )
    },
  },
]
