import type { Run } from '../../../lib/check/run.ts'
import type { Scenario, Sometimes } from '../../../lib/grade/grader.ts'
import type { Contract } from '../../../lib/protocol/contract.ts'
import type { Json } from '../../../lib/protocol/message.ts'
import { createRandom, type Random } from '../../../lib/random/random.ts'
import { pick, shuffled } from '../../../lib/scenario/dice.ts'
import { nodeIds } from '../../../lib/scenario/topologies.ts'
import type { Operation, Plan } from '../../../lib/trace/plan.ts'

export const contract: Contract = { echo: { echo: 'any' } }

/** Legal values that trip a program which tests them for truth, turns them into text, or looks inside. */
export const awkwardValues: Json[] = [
  'hello',
  '',
  0,
  1,
  '1',
  -2.5,
  1e21,
  0.1,
  true,
  false,
  'false',
  null,
  'null',
  [],
  {},
  [[], [null], [1, '1', [true]]],
  [3, 1, 2],
  { type: 'echo_ok', msg_id: 7, in_reply_to: 7, echo: 'inner' },
  // In brackets, so that it is a field and not the object's prototype.
  { ['__proto__']: 1, constructor: null, '': [{}] },
  ' two\nlines ',
  'ü — 語 — \u{1f5e3}',
  'x'.repeat(5000),
]

/** The same requests again are answered again. */
const again: Json[] = ['hello', 0, 'hello']

/** Longer than a client waits, so that a missing answer shows. */
const patienceMs = 6000

/** A client makes its requests one after the other, each when its time has come and the one before was answered. */
function plan(scenario: string, seed: number, nodes: string[], operations: Operation[]): Plan {
  const clients = new Set(operations.map(({ client }) => client)).size
  return {
    scenario,
    seed,
    nodes,
    latency: { kind: 'constant', ms: 10 },
    faults: [],
    operations,
    until: Math.ceil(operations.length / clients) * patienceMs,
    contract,
  }
}

function ask(at: number, client: number, node: string, echo: Json): Operation {
  return { at, client: `c${client}`, node, body: { type: 'echo', echo } }
}

/** Clients that ask at the same moments, each of them in each round, at nodes drawn for each request. */
function crowd(random: Random, nodes: string[], clients: number, rounds: number): Operation[] {
  return Array.from({ length: clients * rounds }, (_, index): Operation => {
    const client = (index % clients) + 1
    const round = Math.floor(index / clients) + 1
    return ask(50 * round, client, pick(random, nodes), ownValue(random, client, round))
  })
}

/** A value that tells whose it is, and of which request. */
function ownValue(random: Random, client: number, round: number): Json {
  const text = `c${client}, ${round}`
  return pick(random, [text, [text], { client, round }, 100 * client + round])
}

const together: Sometimes = {
  name: 'requests of two clients reach a node at the same moment',
  happened: ({ facts }: Run) => {
    const arrivals = facts.operations.map(({ node, sent }) => `${node} ${sent.deliveries[0]?.at}`)
    return new Set(arrivals).size < arrivals.length
  },
}

export const scenarios: Scenario[] = [
  {
    name: 'one-client',
    title: 'One node, and one client that sends it all kinds of values.',
    seeds: 1,
    plan(seed) {
      const values = [...shuffled(createRandom(seed, 'one-client'), awkwardValues), ...again]
      const operations = values.map((value) => ask(0, 1, 'n1', value))
      return plan('one-client', seed, ['n1'], operations)
    },
  },
  {
    name: 'crowd',
    title: 'One node, and ten clients that ask it at the same moments.',
    seeds: 3,
    plan: (seed) => plan('crowd', seed, ['n1'], crowd(createRandom(seed, 'crowd'), ['n1'], 10, 3)),
    sometimes: [together],
  },
  {
    name: 'five-nodes',
    title: 'Five nodes, and fifteen clients that go from one to another.',
    seeds: 3,
    plan(seed) {
      const nodes = nodeIds(5)
      return plan('five-nodes', seed, nodes, crowd(createRandom(seed, 'five-nodes'), nodes, 15, 4))
    },
    sometimes: [together],
  },
]
