import type { Step } from '../../../lib/check/conversation.ts'
import { defaultLimits, type Limits } from '../../../lib/check/limits.ts'
import type { Scenario, Sometimes } from '../../../lib/grade/grader.ts'
import type { Contract } from '../../../lib/protocol/contract.ts'
import { createRandom } from '../../../lib/random/random.ts'
import {
  awkwardValues as awkward,
  broadcastContract,
  broadcastObserve,
  broadcastPlan,
  type Request,
} from '../../../lib/scenario/broadcast.ts'
import { conversationPlan } from '../../../lib/scenario/conversation.ts'
import { distinctValues, integer, pick } from '../../../lib/scenario/dice.ts'
import { complete, line } from '../../../lib/scenario/topologies.ts'
import type { Latency, Operation, Plan, Topology } from '../../../lib/trace/plan.ts'

export const contract: Contract = {
  ...broadcastContract,
  configure: { max_batch: 'integer', max_delay_ms: 'integer' },
}

/** How long a client waits for its answer: a second, the last moment of it included. */
const patienceMs = 1001
/** How long a run goes on after its last request: until the last client has given up, and a little longer. */
const lingerMs = 1500
const settleMs = 1000
const latency: Latency = { kind: 'uniform', min: 5, max: 20 }
/** Flooding the 200 values one by one takes 3,200 messages and, with every echo, 4,000; a storm is cut off above that. */
const caps = { messages: 20_000 }

const configured: Limits = { maxBatch: 3, maxDelayMs: 100 }

export const script: Step[] = [
  { request: { type: 'read' }, expect: { type: 'read_ok', messages: [] } },
  { request: configureBody(configured), expect: { type: 'configure_ok' } },
  ...awkward.flatMap((message, index): Step[] => [
    { request: { type: 'broadcast', message }, expect: { type: 'broadcast_ok' } },
    { request: { type: 'read' }, expect: { type: 'read_ok', messages: awkward.slice(0, index + 1) } },
  ]),
  // Neither the same value again nor other limits change what is known.
  { request: { type: 'broadcast', message: 1 }, expect: { type: 'broadcast_ok' } },
  { request: configureBody(defaultLimits), expect: { type: 'configure_ok' } },
  { request: { type: 'read' }, expect: { type: 'read_ok', messages: awkward } },
  { request: { type: 'read' }, expect: { type: 'read_ok', messages: awkward } },
]

export const scenarios: Scenario[] = [
  {
    name: 'one-node',
    title: 'One node, and a client that talks to it.',
    seeds: 1,
    plan(seed) {
      const requests = script.map(({ request }) => request)
      const plan = conversationPlan(
        'one-node',
        seed,
        requests,
        { contract, observe: broadcastObserve },
        { caps },
      )
      return { ...plan, operations: plan.operations.map(impatient) }
    },
  },
  {
    name: 'complete-5',
    title: 'Five nodes, everybody a neighbour of everybody; 200 values in one second, at random nodes.',
    seeds: 3,
    plan: (seed) => steadyPlan('complete-5', seed, complete(5)),
    sometimes: [meetsCompany()],
  },
  {
    name: 'line-of-5',
    title: 'Five nodes in a line; 200 values in one second, at random nodes.',
    seeds: 2,
    plan: (seed) => steadyPlan('line-of-5', seed, line(5)),
    sometimes: [meetsCompany()],
  },
  {
    name: 'single-value',
    title: 'Three nodes, each a neighbour of the other two; one value, and then nothing more.',
    seeds: 2,
    plan: (seed) => burstPlan('single-value', seed, complete(3), 1),
  },
  {
    name: 'steady-drip',
    title:
      'Five nodes in a line; one of them gets eight values, each before the one before has waited 50 ms.',
    seeds: 3,
    plan(seed) {
      const random = createRandom(seed, 'steady-drip')
      const node = pick(random, Object.keys(line(5)))
      let at = 100
      const requests = distinctValues(random, 8).map((message): Request => {
        at += integer(random, 25, 45)
        return { at, node, message }
      })
      return batchingPlan('steady-drip', seed, line(5), requests)
    },
    sometimes: [meetsCompany()],
  },
  ...[9, 10, 11].map(
    (size): Scenario => ({
      name: `burst-of-${size}`,
      title: `Five nodes, everybody a neighbour of everybody; ${size} values at once at one of them, and then nothing more.`,
      seeds: 2,
      plan: (seed) => burstPlan(`burst-of-${size}`, seed, complete(5), size),
    }),
  ),
  {
    name: 'configured',
    title:
      'Five nodes in a line, each configured with limits of its own; eight values at once at one end, one at the other. Then other limits for all, and a burst that fills a batch.',
    seeds: 3,
    plan: configuredPlan,
  },
  {
    name: 'same-value-twice',
    title: 'Five nodes in a line; the same value is broadcast twice at one node, and once at another.',
    seeds: 2,
    plan(seed) {
      const random = createRandom(seed, 'same-value-twice')
      const [message = 0] = distinctValues(random, 1)
      const [first, ...later] = [
        { at: 100, node: 'n2', message },
        { at: 100 + integer(random, 1, 40), node: 'n2', message },
        { at: 100 + integer(random, 1, 40), node: 'n4', message },
      ]
      return batchingPlan('same-value-twice', seed, line(5), [first as Request, ...later])
    },
  },
  {
    name: 'crash-after-ack',
    title: 'Five nodes, everybody a neighbour of everybody; a node crashes 1 ms after a value came to it.',
    seeds: 1,
    plan(seed) {
      const random = createRandom(seed, 'crash-after-ack')
      const [message = 0] = distinctValues(random, 1)
      const node = pick(random, Object.keys(complete(5)))
      return crashPlan('crash-after-ack', seed, [{ at: 100, node, message }], 101)
    },
  },
  {
    name: 'crash-in-stream',
    title:
      'Five nodes, everybody a neighbour of everybody; a node gets a value every 10 ms, and crashes in the middle of it.',
    seeds: 3,
    plan(seed) {
      const random = createRandom(seed, 'crash-in-stream')
      const node = pick(random, Object.keys(complete(5)))
      const at = 1250 + integer(random, 0, 99)
      const count = Math.floor((at - 100) / 10) + 1
      const requests = distinctValues(random, count).map(
        (message, index): Request => ({ at: 100 + 10 * index, node, message }),
      )
      return crashPlan('crash-in-stream', seed, requests, at + 1)
    },
    sometimes: [
      {
        name: 'the node acknowledged values before it crashed',
        // Every right program does: the first values came more than the second before that it may take.
        happened: ({ facts }) => facts.operations.some(({ answer }) => answer?.body.type === 'broadcast_ok'),
      },
    ],
  },
]

/** The broadcast workload with clients that wait a second, preceded by what `configure` asks for. */
function batchingPlan(
  scenario: string,
  seed: number,
  topology: Topology,
  requests: Request[],
  { configure = [], ...more }: { configure?: Operation[] } & Partial<Plan> = {},
): Plan {
  const until = Math.max(...requests.map(({ at }) => at)) + settleMs + lingerMs
  const plan = broadcastPlan(scenario, seed, topology, requests, {
    settleMs,
    until,
    latency,
    contract,
    caps,
    ...more,
  })
  return { ...plan, operations: [...configure, ...plan.operations].map(impatient) }
}

function impatient(operation: Operation): Operation {
  return { ...operation, timeoutMs: patienceMs }
}

/** A value every 5 ms for a second. */
function steadyPlan(scenario: string, seed: number, topology: Topology): Plan {
  const random = createRandom(seed, scenario)
  const nodes = Object.keys(topology)
  const requests = distinctValues(random, 200).map(
    (message, index): Request => ({ at: 100 + 5 * index, node: pick(random, nodes), message }),
  )
  return batchingPlan(scenario, seed, topology, requests)
}

function burstPlan(scenario: string, seed: number, topology: Topology, size: number): Plan {
  const random = createRandom(seed, scenario)
  const node = pick(random, Object.keys(topology))
  const requests = distinctValues(random, size).map((message): Request => ({ at: 100, node, message }))
  return batchingPlan(scenario, seed, topology, requests)
}

/** First every node has limits of its own, below the usual ones; then all have the same, above them. */
function configuredPlan(seed: number): Plan {
  const random = createRandom(seed, 'configured')
  const topology = line(5)
  const nodes = Object.keys(topology)
  const high: Limits = { maxBatch: integer(random, 12, 16), maxDelayMs: integer(random, 80, 200) }
  const own = nodes.map((node, index) =>
    configureAt(50, node, admin(index), {
      maxBatch: integer(random, 2, 5),
      maxDelayMs: integer(random, 10, 40),
    }),
  )
  const same = nodes.map((node, index) => configureAt(1000, node, admin(index), high))
  const values = distinctValues(random, 9 + high.maxBatch + 1)
  const requests = values.map((message, index): Request => {
    if (index < 8) return { at: 200, node: 'n1', message }
    if (index === 8) return { at: 230, node: 'n5', message }
    return { at: index < 9 + high.maxBatch ? 1200 : 2000, node: 'n2', message }
  })
  return batchingPlan('configured', seed, topology, requests, { configure: [...own, ...same] })
}

/**
 * The node stays down. The run ends before a request to it, sent as late as the crash, would time out: a program
 * that reckons with no fault must not be ended by one that no required check is about.
 */
function crashPlan(scenario: string, seed: number, requests: Request[], at: number): Plan {
  const [{ node } = { node: '' }] = requests
  const plan = batchingPlan(scenario, seed, complete(5), requests, { faults: [{ kind: 'crash', node, at }] })
  const until = at + 900
  return { ...plan, until, operations: plan.operations.filter((operation) => operation.at < at) }
}

/** A client that no broadcast uses. */
function admin(index: number): string {
  return `c${901 + index}`
}

function configureBody({ maxBatch, maxDelayMs }: Limits) {
  return { type: 'configure', max_batch: maxBatch, max_delay_ms: maxDelayMs }
}

function configureAt(at: number, node: string, client: string, limits: Limits): Operation {
  return { at, client, node, body: configureBody(limits) }
}

/** Two values come to one node while the first may still wait. */
function meetsCompany(): Sometimes {
  return {
    name: 'a node gets a second value before the first must leave',
    happened({ facts }) {
      const lastAt = new Map<string, number>()
      return facts.operations.some(({ node, request, invokedAt }) => {
        if (request.type !== 'broadcast') return false
        const before = lastAt.get(node)
        lastAt.set(node, invokedAt)
        return before !== undefined && invokedAt < before + defaultLimits.maxDelayMs
      })
    },
  }
}
