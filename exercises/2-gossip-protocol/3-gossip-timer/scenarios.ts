import type { Step } from '../../../lib/check/conversation.ts'
import { cutsOf, lastHeal } from '../../../lib/check/cuts.ts'
import type { Run } from '../../../lib/check/run.ts'
import type { Scenario, Sometimes } from '../../../lib/grade/grader.ts'
import type { Body } from '../../../lib/protocol/message.ts'
import { createRandom, type Random } from '../../../lib/random/random.ts'
import { distinctValues, integer, pick, shuffled } from '../../../lib/scenario/dice.ts'
import { oneWay } from '../../../lib/scenario/partitions.ts'
import { type Asked, broadcasted, configured, periodicPlan, readAll } from '../../../lib/scenario/periodic.ts'
import { nodeIds } from '../../../lib/scenario/topologies.ts'
import type { Fault, Plan } from '../../../lib/trace/plan.ts'
import { contract, loss, withinMs } from './bounds.ts'

/** The largest honest run takes some 4,000 messages. */
const caps = { messages: 15_000 }

const syncTells = (newCount: number) => (answer: Body) => {
  const { type, new_count, messages, ...rest } = answer
  const [extra] = Object.keys(rest)
  if (type !== 'gossip_sync_ok') return 'expected a "gossip_sync_ok"'
  if (extra !== undefined) return `the field "${extra}" is not documented`
  if (messages !== undefined && !Array.isArray(messages)) return '"messages" is no list'
  return new_count === newCount ? undefined : `expected new_count ${newCount}`
}

const sync = (messages: (number | string)[], newCount: number): Step => ({
  request: { type: 'gossip_sync', messages },
  expect: syncTells(newCount),
})
const round = (peers: number, messages: number): Step => ({
  request: { type: 'gossip_round' },
  expect: { type: 'gossip_round_ok', peers_contacted: peers, messages_sent: messages },
})
const configure = (fanout: number, intervalMs: number): Step => ({
  request: { type: 'configure', fanout, gossip_interval_ms: intervalMs },
  expect: { type: 'configure_ok' },
})
const known = [7, '7', '', 0, 8, 9, '__proto__', 10]

/** With n1, which has two peers. All values come from here, so n1 knows neither more nor less. */
export const script: Step[] = [
  { request: { type: 'read' }, expect: { type: 'read_ok', messages: [] } },
  round(2, 0),
  configure(1, 300),
  round(1, 0),
  sync([7, '7', '', 0], 4),
  sync([7, '7', '', 0, 8], 1),
  sync([], 0),
  sync([9, 9], 1),
  sync(['__proto__'], 1),
  { request: { type: 'broadcast', message: 10 }, expect: { type: 'broadcast_ok' } },
  sync([10], 0),
  round(1, known.length),
  configure(9, 200),
  round(2, known.length),
  { request: { type: 'broadcast', message: 10 }, expect: { type: 'broadcast_ok' } },
  { request: { type: 'read' }, expect: { type: 'read_ok', messages: known } },
]

const losesMessages: Sometimes = {
  name: 'a message between nodes is lost',
  happened: ({ trace }) => trace.events.some((event) => event.kind === 'drop' && event.reason === 'loss'),
}

const comesLater: Sometimes = {
  name: 'a node starts when all values are known to the others',
  happened({ trace, facts }) {
    const restart = trace.events.find((event) => event.kind === 'start' && event.again)
    return [...facts.knowledge.values()].every(({ learned }) =>
      [...learned.values()].every(
        ({ at, node }) => restart?.kind === 'start' && (at < restart.at || node === restart.node),
      ),
    )
  },
}

/** Nobody could tell anybody: what spreads after that, spreads by itself. */
const heldBack: Sometimes = {
  name: 'when the cut ends every value is on one node alone',
  happened(run: Run) {
    const healedAt = lastHeal(cutsOf(run)) ?? 0
    return [...run.facts.knowledge.values()].every(
      ({ learned }) => [...learned.values()].filter(({ at }) => at < healedAt).length <= 1,
    )
  },
}

/** Values at random among these nodes, one in each tenth of a second or so. */
function values(random: Random, nodes: string[], count: number, from: number): Asked[] {
  return distinctValues(random, count).map((message, index) =>
    broadcasted(from + 150 * index + integer(random, 0, 99), pick(random, nodes), message),
  )
}

/** Rounds to be made at random nodes, one in each fifth of a second. */
function rounds(random: Random, nodes: string[], count: number, from: number): Asked[] {
  return Array.from({ length: count }, (_, index) => ({
    at: from + 200 * index + integer(random, 0, 199),
    node: pick(random, nodes),
    body: { type: 'gossip_round' },
  }))
}

/** Each node is cut off from all others. */
function everyoneAlone(nodes: string[], from: number, to: number): Fault {
  const links = nodes.flatMap((node) =>
    oneWay(
      [node],
      nodes.filter((other) => other !== node),
    ),
  )
  return { kind: 'partition', name: 'everybody alone', from, to, links }
}

type Story = { requests: Asked[]; lastAt: number; settleMs: number } & Partial<Plan>

function planOf(
  { name, nodes: count, lingerMs }: { name: string; nodes: number; lingerMs: number },
  seed: number,
  story: (random: Random, nodes: string[]) => Story,
): Plan {
  const nodes = nodeIds(count)
  const { requests, lastAt, settleMs, ...more } = story(createRandom(seed, name), nodes)
  const readAt = lastAt + settleMs + 20
  return periodicPlan(name, seed, nodes, [...requests, ...readAll(readAt, nodes)], {
    contract,
    caps,
    until: readAt + lingerMs,
    ...more,
  })
}

const lossy = (name: string, nodes: number, seeds: number, title: string): Scenario => ({
  name,
  title,
  seeds,
  plan: (seed) =>
    planOf({ name, nodes, lingerMs: 2500 }, seed, (random, all) => ({
      requests: [...values(random, all, 5, 300), ...rounds(random, all, 12, 1000)],
      lastAt: 1000,
      settleMs: withinMs({ nodes, loss }),
      loss,
    })),
  sometimes: [losesMessages],
})

export const scenarios: Scenario[] = [
  {
    name: 'talk',
    title: 'A client talks to one of three nodes.',
    seeds: 1,
    plan(seed) {
      const requests = script.map(({ request }) => ({ at: 0, node: 'n1', body: request }))
      const plan = periodicPlan('talk', seed, nodeIds(3), requests, {
        ...{ contract, caps, until: 9000 },
        latency: { kind: 'constant', ms: 10 },
      })
      return { ...plan, operations: plan.operations.map((operation) => ({ ...operation, client: 'c1' })) }
    },
  },
  lossy('lossy-2', 2, 2, 'Two nodes, also asked for rounds; three in ten messages between them are lost.'),
  lossy(
    'lossy-25',
    25,
    2,
    'Twenty-five nodes, also asked for rounds; three in ten messages between them are lost.',
  ),
  {
    name: 'timer-alone',
    title: 'Five nodes. While clients hand in values, every message between nodes is dropped, for a second.',
    seeds: 2,
    plan: (seed) =>
      planOf({ name: 'timer-alone', nodes: 5, lingerMs: 2500 }, seed, (random, nodes) => ({
        requests: values(random, nodes, 4, 350),
        lastAt: 1301,
        settleMs: withinMs({ nodes: nodes.length, loss: 0 }),
        faults: [everyoneAlone(nodes, 251, 1301)],
      })),
    sometimes: [heldBack],
  },
  {
    name: 'late-join',
    title: 'Nine nodes, of which one starts four seconds after the others and gets no value of its own.',
    seeds: 2,
    plan: (seed) =>
      planOf({ name: 'late-join', nodes: 9, lingerMs: 2500 }, seed, (random, nodes) => {
        const [late = '', ...early] = shuffled(random, nodes)
        return {
          requests: values(random, early, 4, 300),
          lastAt: 4500,
          settleMs: withinMs({ nodes: nodes.length, loss: 0 }),
          faults: [{ kind: 'crash', node: late, at: 1, restartAt: 4500 }],
        }
      }),
    sometimes: [comesLater],
  },
  {
    name: 'reconfigured',
    title: 'Six nodes that soon know all; then clients change fanouts and intervals, and ask for rounds.',
    seeds: 2,
    plan: (seed) =>
      planOf({ name: 'reconfigured', nodes: 6, lingerMs: 3000 }, seed, (random, nodes) => {
        const [a = '', b = '', c = '', d = '', e = ''] = shuffled(random, nodes)
        const soon = () => integer(random, 0, 199)
        const ask = (at: number, node: string): Asked => ({ at, node, body: { type: 'gossip_round' } })
        return {
          requests: [
            ...values(random, nodes, 2, 300),
            configured(50, e, 2, 500),
            ...[4100, 4700, 5300].map((at) => ask(at + soon(), a)),
            configured(4000 + soon(), b, 3, 100),
            configured(4000 + soon(), c, 1, 1000),
            configured(4000 + soon(), d, 2, 200),
            configured(4600 + soon(), d, 2, 200),
            ask(6500 + soon(), c),
            configured(8000 + soon(), c, 3, 100),
            configured(8000 + soon(), b, 4, 700),
            configured(8000 + soon(), e, 9, 200),
          ],
          lastAt: 8200,
          settleMs: 3000,
        }
      }),
  },
  {
    name: 'one-active',
    title: 'Five nodes, of which four are told to make a round a minute. Only the fifth goes on as before.',
    seeds: 2,
    plan: (seed) =>
      planOf({ name: 'one-active', nodes: 5, lingerMs: 500 }, seed, (random, nodes) => {
        const [, ...quiet] = shuffled(random, nodes)
        return {
          requests: [
            ...quiet.map((node, index) => configured(11 + index, node, 2, 60_000)),
            ...values(random, quiet, 4, 350),
          ],
          lastAt: 1301,
          settleMs: withinMs({ nodes: nodes.length, active: 1 }),
          faults: [everyoneAlone(nodes, 251, 1301)],
        }
      }),
    sometimes: [heldBack],
  },
]
