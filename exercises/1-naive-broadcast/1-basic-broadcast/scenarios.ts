import type { Step } from '../../../lib/check/conversation.ts'
import type { Scenario } from '../../../lib/grade/grader.ts'
import { complete, grid, line, ring } from '../../../lib/grade/topologies.ts'
import type { Value } from '../../../lib/protocol/message.ts'
import { createRandom } from '../../../lib/sim/random.ts'
import type { Operation, Plan, Topology } from '../../../lib/trace/plan.ts'
import { contract } from './protocol.ts'

/** Longer than a client's patience of five seconds, so that a missing answer shows as one. */
const lingerMs = 6000

/** Legal values that trip a program which keeps them as object keys, tests them for truth, or sorts them as text. */
const awkward: Value[] = [0, '', 1, '1', -1, 2.5, 'constructor', '__proto__', 'a b', 'ü']

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

/** A broadcast, or with `message` absent a read, at a node. Each has a client of its own, so that none waits for another. */
type Request = { at: number; node: string; message?: Value }

function plan(scenario: string, seed: number, topology: Topology, requests: Request[], topologyAt = 0): Plan {
  const nodes = Object.keys(topology)
  const last = Math.max(...requests.map(({ at }) => at))
  // Once all is quiet everybody is asked, as a client would.
  const final = nodes.map((node): Request => ({ at: last + 1000, node }))
  const operations = [...requests, ...final].map(
    ({ at, node, message }, index): Operation => ({
      at,
      client: `c${index + 1}`,
      node,
      body: message === undefined ? { type: 'read' } : { type: 'broadcast', message },
    }),
  )
  return {
    scenario,
    seed,
    nodes,
    topology,
    topologyAt,
    latency: { kind: 'constant', ms: 10 },
    faults: [],
    operations,
    until: last + 1000 + lingerMs,
    observe: { request: { type: 'read' }, reply: 'read_ok', field: 'messages' },
    contract,
    caps: { messages: 20_000 },
  }
}

function pick<T>(random: () => number, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)] as T
}

/** Distinct numbers that look like nothing else in a message. */
function values(random: () => number, count: number): number[] {
  const chosen = new Set<number>()
  while (chosen.size < count) chosen.add(1000 + Math.floor(random() * 9000))
  return [...chosen]
}

export const scenarios: Scenario[] = [
  {
    name: 'one-node',
    title: 'One node, and a client that talks to it.',
    seeds: 1,
    plan: (seed) => ({
      ...plan('one-node', seed, { n1: [] }, [{ at: 0, node: 'n1' }]),
      operations: script.map(({ request }) => ({ at: 0, client: 'c1', node: 'n1', body: request })),
      until: script.length * lingerMs,
    }),
  },
  {
    name: 'line-of-5',
    title: 'Five nodes in a line; values from an end and from the middle, among them 1 and "1".',
    seeds: 2,
    plan(seed) {
      const random = createRandom(seed, 'line-of-5')
      const [value = 0] = values(random, 1)
      const node = pick(random, ['n2', 'n3', 'n4'])
      return plan('line-of-5', seed, line(5), [
        { at: 100, node: 'n1', message: value },
        { at: 300, node, message: 1 },
        { at: 500, node, message: '1' },
      ])
    },
  },
  {
    name: 'early-broadcast',
    title: 'Five nodes in a line; a value is broadcast before the topology arrives.',
    seeds: 2,
    plan(seed) {
      const random = createRandom(seed, 'early-broadcast')
      const [value = 0] = values(random, 1)
      const node = pick(random, ['n1', 'n2', 'n3', 'n4', 'n5'])
      return plan('early-broadcast', seed, line(5), [{ at: 50, node, message: value }], 100)
    },
  },
  {
    name: 'ring-of-6',
    title: 'Six nodes in a ring: a value can come round again.',
    seeds: 2,
    plan(seed) {
      const random = createRandom(seed, 'ring-of-6')
      const [first = 0, second = 0] = values(random, 2)
      const nodes = Object.keys(ring(6))
      return plan('ring-of-6', seed, ring(6), [
        { at: 100, node: pick(random, nodes), message: first },
        { at: 115, node: pick(random, nodes), message: second },
      ])
    },
  },
  {
    name: 'same-value-twice',
    title: 'Six nodes in a ring; two clients broadcast the same value at two nodes at once.',
    seeds: 2,
    plan(seed) {
      const random = createRandom(seed, 'same-value-twice')
      const [far = 0, near = 0] = values(random, 2)
      return plan('same-value-twice', seed, ring(6), [
        { at: 100, node: 'n1', message: far },
        { at: 100, node: 'n4', message: far },
        { at: 300, node: 'n2', message: near },
        { at: 300, node: 'n3', message: near },
      ])
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
      const requests = values(random, 20).flatMap((message, index): Request[] => [
        { at: 100 + 30 * index, node: pick(random, nodes), message },
        { at: 115 + 30 * index, node: pick(random, nodes) },
      ])
      return plan('grid-5x5', seed, topology, requests)
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
      const [first = 0, second = 0] = values(random, 2)
      return plan('complete-25', seed, topology, [
        { at: 100, node: pick(random, Object.keys(topology)), message: first },
        { at: 200, node: pick(random, Object.keys(topology)), message: second },
      ])
    },
  },
]
