import type { AnswerShapes } from '../../../lib/check/answers.ts'
import type { Step } from '../../../lib/check/conversation.ts'
import type { Run } from '../../../lib/check/run.ts'
import { sizeOf, wavesOf } from '../../../lib/check/waves.ts'
import type { Scenario } from '../../../lib/grade/grader.ts'
import type { Contract } from '../../../lib/protocol/contract.ts'
import type { Body, Value } from '../../../lib/protocol/message.ts'
import { createRandom } from '../../../lib/random/random.ts'
import { awkwardValues as awkward, broadcastObserve as observe } from '../../../lib/scenario/broadcast.ts'
import { conversationPlan } from '../../../lib/scenario/conversation.ts'
import { distinctValues, integer, pick, shuffled } from '../../../lib/scenario/dice.ts'
import { complete, nodeIds } from '../../../lib/scenario/topologies.ts'
import type { Operation, Plan } from '../../../lib/trace/plan.ts'

export const contract: Contract = {
  topology: { topology: 'topology' },
  configure: { fanout: 'integer' },
  broadcast: { message: 'value' },
  read: {},
  gossip_stats: {},
}

export const answers: AnswerShapes = {
  configure: { type: 'configure_ok', fields: [] },
  broadcast: { type: 'broadcast_ok', fields: [] },
  read: { type: 'read_ok', fields: ['messages'] },
  gossip_stats: { type: 'gossip_stats_ok', fields: ['received', 'forwarded', 'duplicates'] },
}

/** How long a node may keep a value before its wave leaves. */
export const withinMs = 50
/** The longest way through 25 nodes, with 20 ms and the longest wait at each, takes less. */
const quietMs = 2000

const noStats = { type: 'gossip_stats_ok', received: 0, forwarded: 0, duplicates: 0 }

export const script: Step[] = [
  { request: { type: 'read' }, expect: { type: 'read_ok', messages: [] } },
  { request: { type: 'gossip_stats' }, expect: noStats },
  ...awkward.flatMap((message, index): Step[] => [
    { request: { type: 'broadcast', message }, expect: { type: 'broadcast_ok' } },
    { request: { type: 'read' }, expect: { type: 'read_ok', messages: awkward.slice(0, index + 1) } },
  ]),
  { request: { type: 'configure', fanout: 3 }, expect: { type: 'configure_ok' } },
  // The same value again changes nothing.
  { request: { type: 'broadcast', message: 1 }, expect: { type: 'broadcast_ok' } },
  { request: { type: 'broadcast', message: 7 }, expect: { type: 'broadcast_ok' } },
  { request: { type: 'read' }, expect: { type: 'read_ok', messages: [...awkward, 7] } },
  // There is nobody to send to, and what clients say is no gossip.
  { request: { type: 'gossip_stats' }, expect: noStats },
  { request: { type: 'gossip_stats' }, expect: noStats },
]

type Request = { at: number; node: string; body: Body }

/** Requests to nodes that are all each other's peers, and when all is quiet every node is asked what it knows. */
function wavePlan(scenario: string, seed: number, size: number, requests: Request[]): Plan {
  const nodes = nodeIds(size)
  const finalAt = Math.max(...requests.map(({ at }) => at)) + quietMs
  const final = nodes.flatMap((node): Request[] => [
    { at: finalAt, node, body: { type: 'read' } },
    { at: finalAt, node, body: { type: 'gossip_stats' } },
    { at: finalAt + 100, node, body: { type: 'gossip_stats' } },
  ])
  return {
    scenario,
    seed,
    nodes,
    topology: complete(size),
    latency: { kind: 'uniform', min: 5, max: 20 },
    faults: [],
    // Every request has a client of its own, so that none waits for another.
    operations: [...requests, ...final].map(
      ({ at, node, body }, index): Operation => ({ at, client: `c${index + 1}`, node, body }),
    ),
    until: finalAt + 6000,
    observe,
    contract,
    caps: { messages: 5000 },
  }
}

function broadcast(at: number, node: string, message: Value): Request {
  return { at, node, body: { type: 'broadcast', message } }
}

function configure(at: number, node: string, fanout: number): Request {
  return { at, node, body: { type: 'configure', fanout } }
}

function hears(
  run: Run,
  isSo: (size: number, wave: { fanout: number; from: string | undefined }) => boolean,
) {
  return wavesOf(run).waves.some((wave) => isSo(sizeOf(run, wave), wave))
}

// A program that stops where there are too few peers has to have met enough of them first: hence this order.
export const scenarios: Scenario[] = [
  {
    name: 'few-peers',
    title: 'Three nodes, told a fanout of 1, then 2, then 3, then 10: there are never more than two peers.',
    seeds: 3,
    plan(seed) {
      const random = createRandom(seed, 'few-peers')
      const nodes = nodeIds(3)
      const values = distinctValues(random, 12)
      const requests = [1, 2, 3, 10].flatMap((fanout, phase) => [
        ...nodes.map((node) => configure(100 + 3000 * phase, node, fanout)),
        ...values
          .slice(3 * phase, 3 * phase + 3)
          .map((message, index) => broadcast(300 + 3000 * phase + 200 * index, pick(random, nodes), message)),
        { at: 2900 + 3000 * phase, node: pick(random, nodes), body: { type: 'gossip_stats' } },
      ])
      return wavePlan('few-peers', seed, 3, requests)
    },
    sometimes: [
      {
        name: 'a node has fewer peers left to tell than its fanout says',
        happened: (run) => hears(run, (size, { fanout, from }) => size < fanout && from !== undefined),
      },
    ],
  },
  {
    name: 'one-node',
    title: 'One node, and a client that talks to it.',
    seeds: 1,
    plan(seed) {
      const requests = script.map(({ request }) => request)
      return conversationPlan('one-node', seed, requests, { contract, observe })
    },
  },
  {
    name: 'pair',
    title: 'Two nodes and the default fanout: whoever is told has nobody left to tell.',
    seeds: 1,
    plan(seed) {
      const random = createRandom(seed, 'pair')
      const requests = distinctValues(random, 4).map((message, index) =>
        broadcast(100 + 200 * index, pick(random, ['n1', 'n2']), message),
      )
      return wavePlan('pair', seed, 2, requests)
    },
  },
  {
    name: 'five-nodes',
    title: 'Five nodes and the default fanout; many values, and some that are broadcast once more.',
    seeds: 2,
    plan(seed) {
      const random = createRandom(seed, 'five-nodes')
      const nodes = nodeIds(5)
      const values = [...shuffled(random, awkward), ...distinctValues(random, 70)]
      const requests = values.map((message, index) =>
        broadcast(100 + 100 * index, pick(random, nodes), message),
      )
      const again = values.slice(0, 20).flatMap((message, index) => [
        // At the same moment at another node, or much later, when it has gone round.
        broadcast(100 + 100 * index + (index % 2) * 1500, pick(random, nodes), message),
      ])
      return wavePlan('five-nodes', seed, 5, [...requests, ...again])
    },
    sometimes: [
      {
        name: 'a client broadcasts a value that the node knows',
        happened: ({ facts }) =>
          facts.operations.some(({ request, node, sent }) => {
            const known = facts.knowledge.get(JSON.stringify(request.message))?.learned.get(node)
            return request.type === 'broadcast' && known !== undefined && known.id < sent.event.id
          }),
      },
    ],
  },
  {
    name: 'ten-nodes',
    title: 'Ten nodes, each with a fanout of its own, which changes.',
    seeds: 3,
    plan(seed) {
      const random = createRandom(seed, 'ten-nodes')
      const nodes = nodeIds(10)
      const values = distinctValues(random, 16)
      const phase = (from: number, some: number[]) => [
        ...nodes.map((node) => configure(from, node, integer(random, 1, 4))),
        ...some.map((message, index) => broadcast(from + 100 + 50 * index, pick(random, nodes), message)),
      ]
      return wavePlan('ten-nodes', seed, 10, [
        ...phase(100, values.slice(0, 8)),
        ...phase(4000, values.slice(8)),
      ])
    },
    sometimes: [
      {
        name: 'a node is told a value that it knows',
        happened: ({ facts }) =>
          facts.serverMessages.length > [...facts.knowledge.values()].reduce((n, k) => n + k.learned.size, 0),
      },
    ],
  },
  {
    name: 'many-waves',
    title: 'Twenty-five nodes and the default fanout; two thousand values, each a wave of its own.',
    seeds: 1,
    plan(seed) {
      const random = createRandom(seed, 'many-waves')
      const nodes = nodeIds(25)
      const requests = distinctValues(random, 2000).map((message, index) =>
        broadcast(100 + 10 * index, pick(random, nodes), message),
      )
      // Nobody is asked after every step here: it would cost more than the waves.
      const { observe: _, ...plan } = wavePlan('many-waves', seed, 25, requests)
      return { ...plan, caps: { messages: 200_000, events: 800_000 } }
    },
    sometimes: [
      {
        name: 'a wave dies out before it has reached everybody',
        happened: (run) => wavesOf(run).waves.length < 2000 * 25,
      },
    ],
  },
]
