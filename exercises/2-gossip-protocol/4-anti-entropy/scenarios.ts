import { cutsOf, lastHeal } from '../../../lib/check/cuts.ts'
import { settledAfterMs } from '../../../lib/check/in-sync.ts'
import type { Run } from '../../../lib/check/run.ts'
import type { Scenario, Sometimes } from '../../../lib/grade/grader.ts'
import type { Body, Value } from '../../../lib/protocol/message.ts'
import { createRandom, type Random } from '../../../lib/random/random.ts'
import { broadcastObserve } from '../../../lib/scenario/broadcast.ts'
import { distinctValues, integer, pick, shuffled } from '../../../lib/scenario/dice.ts'
import { between, halves } from '../../../lib/scenario/partitions.ts'
import { type Asked, broadcasted, periodicPlan, readAll } from '../../../lib/scenario/periodic.ts'
import { nodeIds } from '../../../lib/scenario/topologies.ts'
import type { Fault, Operation, Plan } from '../../../lib/trace/plan.ts'
import { contract, equalWithinMs, inSync } from './bounds.ts'
import { script, talkers } from './talk.ts'

/** Room for programs that tell each of 2,000 values to everybody at once, and for bulky messages. */
const caps = { messages: 60_000, events: 600_000, bytes: 64_000_000 }
const plain = { contract, caps, observe: broadcastObserve }

const oneToThirty = Array.from({ length: 30 }, (_, index) => index + 1)

/**
 * Sets that careless digests take for each other, or the same set for two. Each goes to a node of its own. One that comes
 * in two orders comes in the first of them again, next to the others: then nothing but the order differs.
 */
const sets: Value[][] = [
  [],
  [1, 2],
  [2, 1],
  [1, 2],
  ['1', '2'],
  ['1,2'],
  [12],
  ['12'],
  [1, '2'],
  [''],
  [0],
  ['[1,2]'],
  ['a', 'b,c'],
  ['a,b', 'c'],
  ['c', 'a,b'],
  ['a","b', 'c'],
  [1, 4],
  [2, 3],
  [3, 7, 5],
  [5, 3, 7],
  [3, 7, 5],
  [4, 7, 9],
  [1, 2, 3],
  ['__proto__', 'constructor'],
  // Equal to who sorts without a comparison, so they stay in the order in which they came.
  [1, '1'],
  ['1', 1],
  [1, '1'],
  // One to who cuts numbers down to whole ones of 32 bits.
  [1],
  [1.5],
  [2 ** 32 + 1],
  [-1],
  // A sum of fractions rounds otherwise when the order is another.
  oneToThirty,
  [...oneToThirty].reverse(),
  oneToThirty,
]

/** Before the cut ends, somebody holds what another lacks. */
const bothDiverged: Sometimes = {
  name: 'when the cut ends, each of two nodes holds what the other lacks',
  happened(run: Run) {
    const healedAt = lastHeal(cutsOf(run)) ?? 0
    const lacking = [...run.facts.knowledge.values()].map(({ learned }) =>
      run.trace.plan.nodes.filter((node) => (learned.get(node)?.at ?? healedAt) >= healedAt).join(' '),
    )
    return new Set(lacking.filter((nodes) => nodes !== '')).size > 1
  },
}

/** Each value at one node, all of them in a tenth of a second, every node the same number. */
function loaded(nodes: string[], values: Value[], from = 0): Asked[] {
  return values.map((message, index) =>
    broadcasted(from + 10 + (index % 90), nodes[index % nodes.length] ?? '', message),
  )
}

type Story = { requests: Asked[]; until: number; faults?: Fault[] }

function planOf(
  name: string,
  seed: number,
  count: number,
  story: (random: Random, nodes: string[]) => Story,
) {
  const nodes = nodeIds(count)
  const { requests, ...more } = story(createRandom(seed, name), nodes)
  return periodicPlan(name, seed, nodes, requests, { ...plain, ...more })
}

/** Every node is asked for its digest, and for its values. */
function inspected(at: number, nodes: string[]): Asked[] {
  return [...nodes.map((node) => ({ at, node, body: { type: 'digest' } })), ...readAll(at, nodes)]
}

/** One client makes these requests, one every hundredth of a second if it need not wait. */
function inTurn(requests: { body: Body; node: string; copies?: { [field: string]: string } }[]): Operation[] {
  return requests.map(({ body, node, copies }, index) => ({
    ...{ at: 10 * index, client: 'c1', node, body },
    ...(copies === undefined ? {} : { copies }),
  }))
}

/** Values that are texts of some length, so that telling them all costs much more than asking. */
function longTexts(random: Random, count: number, length: number): Value[] {
  return distinctValues(random, count).map((value) => `value ${value} `.padEnd(length, '.'))
}

/** Until then nobody is told anything, and yet every node begins exchanges. */
const toldAt = 1000
const common = 2000
const settledMs = 6500

export const scenarios: Scenario[] = [
  {
    name: 'talk',
    title: 'Two nodes that are cut apart, and a client that talks to one, and then to the other.',
    seeds: 1,
    plan(seed): Plan {
      const until = 20_000
      const { node, other } = talkers
      const apart: Fault = {
        kind: 'partition',
        name: 'apart',
        from: 0,
        to: until,
        links: between([node], [other]),
      }
      const plan = periodicPlan('talk', seed, [node, other], [], {
        ...plain,
        until,
        faults: [apart],
        latency: { kind: 'constant', ms: 10 },
      })
      return { ...plan, operations: inTurn(script.map(({ request: body, ...line }) => ({ body, ...line }))) }
    },
  },
  {
    name: 'digests',
    title: 'Nodes that never hear from each other hold small sets, some of them equal.',
    seeds: 1,
    plan(seed): Plan {
      const nodes = nodeIds(sets.length)
      // One cut for all of them: each is on a side of its own.
      const alone: Fault = {
        kind: 'partition',
        name: 'everybody alone',
        from: 0,
        to: 2000,
        links: [{ from: nodes, to: nodes }],
      }
      const requests = sets.flatMap((values, index) => {
        const node = nodes[index] as string
        return [
          ...values.map((message) => broadcasted(10, node, message)),
          { at: 100, node, body: { type: 'digest' } },
        ]
      })
      return periodicPlan('digests', seed, nodes, requests, { ...plain, faults: [alone], until: 1000 })
    },
  },
  {
    name: 'few',
    title: 'Three nodes. After a second two of them get twenty long texts; then there is nothing new.',
    seeds: 2,
    plan: (seed) =>
      planOf('few', seed, 3, (random, nodes) => {
        const values = longTexts(random, 20, 200)
        const equalBy = toldAt + 100 + equalWithinMs
        return {
          requests: [
            ...loaded(shuffled(random, nodes).slice(1), values, toldAt),
            ...inspected(equalBy + 100, nodes),
          ],
          until: equalBy + settledAfterMs + inSync.forMs + 500,
        }
      }),
  },
  {
    name: 'halves',
    title: 'Ten nodes, cut in two for five seconds while both sides take values.',
    seeds: 2,
    plan: (seed) =>
      planOf('halves', seed, 10, (random, nodes) => {
        const from = 3000 + integer(random, 0, 499)
        const order = shuffled(random, nodes)
        const sides = [order.slice(0, 5), order.slice(5)]
        const values = distinctValues(random, 42)
        const late = values
          .slice(30)
          .map((message, index) =>
            broadcasted(from + 300 * index + 50, pick(random, sides[index % 2] ?? nodes), message),
          )
        const to = from + 5000
        return {
          requests: [
            ...loaded(nodes, values.slice(0, 30)),
            ...late,
            ...inspected(to + equalWithinMs + 100, nodes),
          ],
          faults: [{ kind: 'partition', name: 'halves', from, to, links: halves(order) }],
          until: to + equalWithinMs + 1000,
        }
      }),
    sometimes: [bothDiverged],
  },
  {
    name: 'many',
    title: 'Ten nodes that share 2,000 values. Long after, five of them are given three more.',
    seeds: 1,
    plan: (seed) =>
      planOf('many', seed, 10, (random, nodes) => {
        const values = distinctValues(random, common + 3)
        const newAt = settledMs + inSync.forMs
        const late = shuffled(random, nodes)
          .slice(0, 5)
          .flatMap((node) => values.slice(common).map((message) => broadcasted(newAt, node, message)))
        return {
          requests: [
            ...loaded(nodes, values.slice(0, common)),
            ...inspected(settledMs - 500, nodes),
            ...late,
            ...inspected(newAt + equalWithinMs + 100, nodes),
          ],
          until: newAt + equalWithinMs + 500,
        }
      }),
  },
  {
    name: 'three-differ',
    title: 'Two nodes that share 2,000 texts are cut apart; one gets two more, and the other one.',
    seeds: 1,
    plan: (seed) =>
      planOf('three-differ', seed, 2, (random, nodes) => {
        const values = longTexts(random, common + 3, 40)
        const [one = '', other = ''] = shuffled(random, nodes)
        const [a = '', b = '', c = ''] = values.slice(common)
        const cut = { from: 6000 + integer(random, 0, 499), to: 9000 + integer(random, 0, 499) }
        return {
          requests: [
            ...loaded(nodes, values.slice(0, common)),
            ...[broadcasted(7000, one, a), broadcasted(7300, one, b), broadcasted(7600, other, c)],
            ...inspected(cut.to + equalWithinMs + 100, nodes),
          ],
          faults: [{ kind: 'partition', name: 'apart', ...cut, links: halves(nodes) }],
          until: cut.to + equalWithinMs + 500,
        }
      }),
    sometimes: [bothDiverged],
  },
]
