import type { Step } from '../../../lib/check/conversation.ts'
import { cutsOf, standingAt } from '../../../lib/check/cuts.ts'
import type { Run } from '../../../lib/check/run.ts'
import type { Scenario, Sometimes } from '../../../lib/grade/grader.ts'
import { createRandom, type Random } from '../../../lib/random/random.ts'
import { broadcastObserve } from '../../../lib/scenario/broadcast.ts'
import { conversationPlan } from '../../../lib/scenario/conversation.ts'
import { distinctValues, integer, pick, shuffled } from '../../../lib/scenario/dice.ts'
import { steadyLoad } from '../../../lib/scenario/load.ts'
import { halves, isolate } from '../../../lib/scenario/partitions.ts'
import { type Asked, broadcasted, configured, periodicPlan, readAll } from '../../../lib/scenario/periodic.ts'
import { complete, grid } from '../../../lib/scenario/topologies.ts'
import type { Fault, Plan, Topology } from '../../../lib/trace/plan.ts'
import { contract, fast, healWithinMs, slow } from './bounds.ts'

/** A flood whose messages are answered takes some 112,000 for the load. */
const caps = { messages: 130_000, events: 500_000, bytes: 80_000_000 }
const plain = { contract, caps, latency: { kind: 'constant' as const, ms: 100 } }
const perSecond = 100
/** The load of the limits: from 1 s on, for twenty. */
const loaded = { from: 1000, to: 21_000, perSecond }
/** The load with partitions: long enough for three of them. */
const cutLoad = { from: 1000, to: 13_000, perSecond }

const stats = (received: number, unique: number): Step => ({
  request: { type: 'gossip_stats' },
  expect: {
    type: 'gossip_stats_ok',
    broadcasts_received: received,
    gossip_messages_sent: 0,
    messages_per_op: 0,
    unique_messages: unique,
  },
})
const broadcastOk = { type: 'broadcast_ok' }

/** With a node that has no peers: it sends nothing to anybody. */
export const script: Step[] = [
  { request: { type: 'read' }, expect: { type: 'read_ok', messages: [] } },
  stats(0, 0),
  { request: { type: 'broadcast', message: 1 }, expect: broadcastOk },
  stats(1, 1),
  { request: { type: 'broadcast', message: '1' }, expect: broadcastOk },
  { request: { type: 'broadcast', message: 1 }, expect: broadcastOk },
  stats(3, 2),
  { request: { type: 'configure', fanout: 3, gossip_interval_ms: 150 }, expect: { type: 'configure_ok' } },
  { request: { type: 'read' }, expect: { type: 'read_ok', messages: [1, '1'] } },
  stats(3, 2),
]

function everyStats(at: number, nodes: readonly string[]): Asked[] {
  return nodes.map((node) => ({ at, node, body: { type: 'gossip_stats' } }))
}

function planOf(
  name: string,
  seed: number,
  topology: Topology,
  story: (random: Random, nodes: string[]) => { requests: Asked[]; until: number } & Partial<Plan>,
): Plan {
  const nodes = Object.keys(topology)
  const { requests, ...more } = story(createRandom(seed, name), nodes)
  return periodicPlan(name, seed, nodes, requests, { ...plain, topology, ...more })
}

/** The load without faults, and two seconds more. */
function loadPlan(name: string, seed: number, { from, to }: { from: number; to: number }): Plan {
  return planOf(name, seed, grid(5), (random, nodes) => ({
    requests: steadyLoad(random, nodes, { from, to, perSecond }),
    until: to + 2000,
  }))
}

/** Three seconds of the load: enough to set programs side by side. */
export function glance(seed: number): Plan {
  return loadPlan('glance', seed, { from: loaded.from, to: loaded.from + 3000 })
}

function cut(name: string, from: number, links: ReturnType<typeof halves>): Fault {
  return { kind: 'partition', name, from, to: from + 3000, links }
}

const writesIntoCuts: Sometimes = {
  name: 'in each cut a value is acknowledged that cannot be everywhere',
  happened(run: Run) {
    const cuts = cutsOf(run)
    const met = new Set(
      run.facts.operations.flatMap(({ request, answer, invokedAt }) => {
        const standing = standingAt(cuts, invokedAt)
        return request.type === 'broadcast' && answer !== undefined && standing !== undefined
          ? [standing.name]
          : []
      }),
    )
    return met.size === run.trace.plan.faults.length
  },
}

const losesMessages: Sometimes = {
  name: 'a message between nodes is lost',
  happened: ({ trace }) => trace.events.some((event) => event.kind === 'drop' && event.reason === 'loss'),
}

export const scenarios: Scenario[] = [
  {
    name: 'talk',
    title: 'One node without peers, and a client that talks to it.',
    seeds: 1,
    plan(seed) {
      const requests = script.map(({ request }) => request)
      const shared = { contract, observe: broadcastObserve }
      return conversationPlan('talk', seed, requests, shared, { caps, until: 20_000 })
    },
  },
  {
    name: 'few',
    title: 'Five nodes, all of them neighbours; twenty values, and many questions for statistics.',
    seeds: 2,
    plan: (seed) =>
      planOf('few', seed, complete(5), (random, nodes) => {
        const values = distinctValues(random, 20)
        return {
          requests: [
            ...everyStats(7, nodes),
            ...values.map((message, index) => broadcasted(500 + 101 * index, pick(random, nodes), message)),
            ...Array.from({ length: 12 }, (_, index) =>
              everyStats(600 + 203 * index + integer(random, 0, 99), [pick(random, nodes)]),
            ).flat(),
            ...everyStats(8000, nodes),
            ...readAll(8000, nodes),
          ],
          until: 8500,
        }
      }),
  },
  {
    name: 'cut-5',
    title: 'Five nodes, cut in two for twelve seconds; in the last three both sides take values.',
    seeds: 2,
    plan: (seed) =>
      planOf('cut-5', seed, complete(5), (random, nodes) => {
        const order = shuffled(random, nodes)
        const sides = [order.slice(0, 2), order.slice(2)]
        const values = distinctValues(random, 10)
        // Long enough for whoever strikes off a peer that does not answer to strike off all on the other side.
        const to = 13_000
        return {
          requests: [
            ...values.map((message, index) =>
              broadcasted(to - 3000 + 150 * index, pick(random, sides[index % 2] ?? nodes), message),
            ),
            ...everyStats(to + healWithinMs + 100, nodes),
            ...readAll(to + healWithinMs + 100, nodes),
          ],
          faults: [{ kind: 'partition', name: 'two halves', from: 1000, to, links: halves(order) }],
          until: to + healWithinMs + 1500,
        }
      }),
    sometimes: [writesIntoCuts],
  },
  {
    name: 'load',
    title: 'Twenty-five nodes in a square grid, 100 ms apart; 100 requests a second for twenty seconds.',
    seeds: 1,
    plan: (seed) => loadPlan('load', seed, loaded),
  },
  {
    name: 'partitions',
    title: 'The same load for twelve seconds; three times something is cut off for three.',
    seeds: 1,
    plan: (seed) =>
      planOf('partitions', seed, grid(5), (random, nodes) => {
        const at = (ms: number) => ms + integer(random, 0, 499)
        const until = cutLoad.to + healWithinMs
        return {
          requests: [
            ...steadyLoad(random, nodes, cutLoad),
            ...everyStats(until + 100, nodes),
            ...readAll(until + 100, nodes),
          ],
          faults: [
            cut('two halves', at(2000), halves(shuffled(random, nodes))),
            cut('one alone', at(5600), isolate(nodes, pick(random, nodes))),
            cut('two others', at(9200), halves(shuffled(random, nodes))),
          ],
          until: until + 500,
        }
      }),
    sometimes: [writesIntoCuts],
  },
  {
    name: 'knob',
    title:
      'The same load for eight seconds, a tenth of all messages lost; halfway all nodes are told to gossip more.',
    seeds: 1,
    plan: (seed) =>
      planOf('knob', seed, grid(5), (random, nodes) => ({
        requests: [
          ...nodes.map((node) => configured(500, node, slow.fanout, slow.intervalMs)),
          ...steadyLoad(random, nodes, { from: 1000, to: 9000, perSecond }),
          ...nodes.map((node) => configured(5000, node, fast.fanout, fast.intervalMs)),
          ...everyStats(9050, nodes),
        ],
        loss: 0.1,
        until: 9500,
      })),
    sometimes: [losesMessages],
  },
]
