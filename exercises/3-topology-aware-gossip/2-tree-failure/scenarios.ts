import type { Step } from '../../../lib/check/conversation.ts'
import type { Scenario } from '../../../lib/grade/grader.ts'
import type { Body } from '../../../lib/protocol/message.ts'
import type { Random } from '../../../lib/random/random.ts'
import { awkwardValues as awkward, broadcastObserve } from '../../../lib/scenario/broadcast.ts'
import { conversationPlan } from '../../../lib/scenario/conversation.ts'
import { distinctValues, pick, shuffled } from '../../../lib/scenario/dice.ts'
import type { Fault } from '../../../lib/trace/plan.ts'
import { contract } from './bounds.ts'
import { failurePlan, type Story, tens, told } from './story.ts'

const nothingWaits: Step[] = [
  {
    request: { type: 'check_acks' },
    expect: { type: 'check_acks_ok', pending: 0, timed_out: 0, direct_sent: 0 },
  },
  {
    request: { type: 'failure_stats' },
    expect: { type: 'failure_stats_ok', total_failures: 0, direct_deliveries: 0 },
  },
  { request: { type: 'tree_info' }, expect: { type: 'tree_info_ok', neighbors: [], message_count: 0 } },
]

const read = (messages: Body['messages']): Step => ({
  request: { type: 'read' },
  expect: { type: 'read_ok', messages: messages ?? [] },
})

export const script: Step[] = [
  ...nothingWaits,
  read([]),
  ...awkward.flatMap((message, index): Step[] => [
    { request: { type: 'broadcast', message }, expect: { type: 'broadcast_ok' } },
    read(awkward.slice(0, index + 1)),
  ]),
  { request: { type: 'broadcast', message: 0 }, expect: { type: 'broadcast_ok' } },
  read(awkward),
  ...nothingWaits,
]

/** With ten nodes and at most eight neighbours there is a node between others beside the root, whatever the tree. */
const few = 10
const many = 15

/** The seeds of a grading count up, so each of the nodes has its turn in any ten of them. */
function inTurn(seed: number, nodes: string[]): string {
  return nodes[seed % nodes.length] as string
}

/** The victim, and the others in random order. */
function cast(random: Random, seed: number, nodes: string[]): { victim: string; others: string[] } {
  const victim = inTurn(seed, nodes)
  return { victim, others: shuffled(random, nodes).filter((node) => node !== victim) }
}

type Telling = (random: Random, nodes: string[], seed: number) => Story

function scenario(name: string, title: string, seeds: number, size: number, tell: Telling): Scenario {
  return {
    name,
    title,
    seeds,
    plan: (seed) => failurePlan(name, seed, size, (random, nodes) => tell(random, nodes, seed)),
  }
}

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
  scenario('pair', 'Two nodes, of which one is down, and clients that talk to the other.', 1, 2, (random) => {
    const [value, other] = distinctValues(random, 2)
    return {
      values: told(
        [1100, 'n1', value],
        // It waits for 483 ms when it is looked at, and then for 983.
        [1120, 'n1', other],
        [1300, 'n1', String(value)],
        [1340, 'n1', value],
        [1400, 'n1', 'toString'],
      ),
      faults: [{ kind: 'crash', node: 'n2', at: 1050 }],
      lingerMs: 2500,
    }
  }),
  scenario(
    'no-faults',
    'Fifteen nodes and nothing that fails; values from many of them, some of them odd, one of them twice.',
    2,
    many,
    (random, nodes) => {
      const from = shuffled(random, nodes)
      const [a, b, c, d] = distinctValues(random, 4)
      return {
        values: told(
          [1100, from[0], a],
          [1110, from[1], b],
          [1400, from[2], String(a)],
          [1550, from[3], '__proto__'],
          [1570, from[3], 'constructor'],
          [1580, from[4], c],
          [1590, from[5], d],
          // It is known everywhere by then.
          [2000, from[6], a],
        ),
        lingerMs: 2000,
      }
    },
  ),
  scenario(
    'hiccup',
    'Ten nodes, one of which stands still for 150 ms: too short a time to be taken for dead.',
    2,
    few,
    (random, nodes, seed) => {
      const { victim, others } = cast(random, seed, nodes)
      const values = distinctValues(random, 3)
      return {
        values: told(
          [1510, others[0], values[0]],
          [1560, others[1], values[1]],
          [1570, others[2], values[2]],
        ),
        faults: [{ kind: 'pause', node: victim, from: 1500, to: 1650 }],
        lingerMs: 2000,
      }
    },
  ),
  scenario(
    'one-dies',
    'Ten nodes, one of which crashes while a value is on its way. More values follow.',
    few,
    few,
    (random, nodes, seed) => {
      const { victim, others } = cast(random, seed, nodes)
      const [a, b, c, d] = distinctValues(random, 4)
      const at = 2000 + tens(random, 0, 490)
      return {
        values: told(
          [1100, others[0], a],
          [at - tens(random, 10, 40), others[1], b],
          [at + 300, others[2], c],
          [at + 310, others[2], String(c)],
          [at + 900, others[3], d],
        ),
        faults: [{ kind: 'crash', node: victim, at: at + 5 }],
      }
    },
  ),
  scenario('two-die', 'Fifteen nodes, two of which crash at the same moment.', 3, many, (random, nodes) => {
    const [one = '', other = '', ...others] = shuffled(random, nodes)
    const [a, b, c] = distinctValues(random, 3)
    const at = 2000 + tens(random, 0, 490)
    const crash = (node: string): Fault => ({ kind: 'crash', node, at: at + 5 })
    return {
      values: told(
        [at - tens(random, 10, 40), others[0], a],
        [at + 300, others[1], b],
        [at + 700, others[2], c],
      ),
      faults: [crash(one), crash(other)],
    }
  }),
  scenario(
    'dies-after-ack',
    'Ten nodes, one of which acknowledges a value and crashes before anything else leaves it.',
    few,
    few,
    (random, nodes, seed) => {
      const { victim, others } = cast(random, seed, nodes)
      const [a, b, c] = distinctValues(random, 3)
      return {
        values: told(
          [1100, others[0], a],
          [2000 + tens(random, 0, 490), others[1], b],
          [3000 + tens(random, 0, 490), others[2], c],
        ),
        faults: [{ kind: 'crash-after-sending', node: victim, type: 'broadcast_ack', from: 1900 }],
      }
    },
  ),
  scenario(
    'slow',
    'Ten nodes, one of which stands still for 1.8 s and then goes on as if nothing had been.',
    4,
    few,
    (random, nodes, seed) => {
      const { victim, others } = cast(random, seed, nodes)
      const [a, b, c] = distinctValues(random, 3)
      return {
        values: told(
          [2000 + tens(random, 20, 200), others[0], a],
          [2000 + tens(random, 220, 400), others[1], b],
          [4500, others[2], c],
        ),
        faults: [{ kind: 'pause', node: victim, from: 2000, to: 3800 }],
        lingerMs: 2500,
      }
    },
  ),
  scenario(
    'comes-back',
    'Ten nodes, one of which crashes and comes back two seconds later, with nothing remembered.',
    5,
    few,
    (random, nodes, seed) => {
      const { victim, others } = cast(random, 3 * seed, nodes)
      const [a, b, c, d, e] = distinctValues(random, 5)
      return {
        values: told(
          [1100, others[0], a],
          [2400, others[1], b],
          [5500, pick(random, others), c],
          [5600, victim, d],
          [5700, pick(random, others), e],
        ),
        faults: [{ kind: 'crash', node: victim, at: 2205, restartAt: 4205 }],
        lingerMs: 3000,
      }
    },
  ),
]
