import { cutsOf, standingAt } from '../../../lib/check/cuts.ts'
import type { Run } from '../../../lib/check/run.ts'
import type { Scenario, Sometimes } from '../../../lib/grade/grader.ts'
import type { Json } from '../../../lib/protocol/message.ts'
import { createRandom } from '../../../lib/random/random.ts'
import { conversationPlan } from '../../../lib/scenario/conversation.ts'
import { pick, shuffled } from '../../../lib/scenario/dice.ts'
import { halves, isolate } from '../../../lib/scenario/partitions.ts'
import type { Asked } from '../../../lib/scenario/periodic.ts'
import { askedApart, storeLoad } from '../../../lib/scenario/store-load.ts'
import { nodeIds } from '../../../lib/scenario/topologies.ts'
import type { Fault, Observe, Operation, Plan } from '../../../lib/trace/plan.ts'
import { contract, equalWithinMs, faults, mostMessages, report, requests, sizes } from './bounds.ts'
import { awkward, script } from './talk.ts'

const { write, read } = requests
const keys = ['k1', 'k2', 'k3', 'k4']

/** All requests of the load come in this time; the partitions stand in the middle of it and end with it. */
const load = { from: 300, to: 2500 }
const cut = { from: 700, to: 2500 }
const dueAt = load.to + equalWithinMs

function observing(watched: string[]): Observe {
  return { request: { type: read }, reply: `${read}_ok`, field: 'value', keys: watched }
}

/** Each request has a client of its own, so that none waits. */
function planOf(name: string, seed: number, nodes: string[], asked: Asked[], more: Partial<Plan>): Plan {
  return {
    scenario: name,
    seed,
    nodes,
    latency: { kind: 'uniform', min: 5, max: 20 },
    faults: [],
    operations: asked.map(
      ({ at, node, body }, index): Operation => ({ at, client: `c${index + 1}`, node, body }),
    ),
    until: dueAt + 300,
    observe: observing(keys),
    contract,
    caps: { messages: mostMessages, events: 8 * mostMessages, bytes: 400 * mostMessages },
    ...more,
  }
}

/** Two values each, of different kinds or fields. In most pairs neither is greater by JavaScript's own comparison. */
const unordered: [Json, Json][] = [
  [{ a: 1 }, { b: 2 }],
  [7, 'x'],
  [null, 'null'],
  [[1, 2], { 0: 1 }],
]

/**
 * Two nodes write in the same millisecond, and one of them again before it can have heard of the other. Who keeps both
 * and shows the greatest, or the least, may show the other's once more when its own is replaced.
 */
const crossings = [1, 2, 3].flatMap((round) => [
  { key: `cross ${round}`, values: [`${round} m`, `${round} z`, `${round} a`] as const },
  { key: `across ${round}`, values: [`${round} m`, `${round} a`, `${round} z`] as const },
])
const crossingsFrom = 1810
const crossingsApartMs = 30

/** Three replicas, keys and values that trip programs, and writes in the same millisecond. */
function trickyPlan(seed: number): Plan {
  const random = createRandom(seed, 'tricky')
  const nodes = nodeIds(3)
  const [one, other, third] = shuffled(random, nodes) as [string, string, string]
  const at = (ms: number, node: string, body: Asked['body']): Asked => ({ at: ms, node, body })
  const writing = (key: string, value: (typeof awkward)[number]['value']) => ({ type: write, key, value })
  const reporting = (ms: number) => nodes.map((node) => at(ms, node, { type: report }))
  const tied = [
    at(2000, one, writing('tie', 'one')),
    at(2000, other, writing('tie', 'other')),
    at(2000, one, writing('twice', 'first')),
    at(2000, one, writing('twice', 'second')),
    at(2000, other, writing('tie too', 2)),
    at(2000, one, writing('tie too', 1)),
    at(2000, third, writing('tie too', 10)),
    ...unordered.flatMap(([a, b], index) => [
      at(2000, one, writing(`tie ${index}`, a)),
      at(2000, third, writing(`tie ${index}`, b)),
    ]),
  ]
  const crossed = crossings.flatMap(({ key, values: [a, b, instead] }, index) => {
    const [here, there] = shuffled(random, nodes) as [string, string]
    const from = crossingsFrom + index * crossingsApartMs
    return [
      at(from, here, writing(key, a)),
      at(from, there, writing(key, b)),
      at(from + 3, there, writing(key, instead)),
    ]
  })
  const asked = [
    ...reporting(20),
    ...awkward.map(({ key, value }, index) =>
      at(500 + 100 * index, pick(random, [one, other]), writing(key, value)),
    ),
    at(600, one, writing('later', 4001)),
    at(1700, other, writing('later', 4002)),
    ...reporting(1801),
    ...crossed,
    ...tied,
    ...reporting(2000),
    ...reporting(2013),
    ...reporting(2000 + equalWithinMs + 100),
    ...awkward.map(({ key }) => at(2000 + equalWithinMs + 100, third, { type: read, key })),
    at(2000 + equalWithinMs + 100, third, { type: read, key: 'never written' }),
  ]
  const watched = [
    ...new Set([
      ...awkward.map(({ key }) => key),
      ...['later', 'tie', 'twice', 'tie too', 'never written'],
      ...unordered.map((_, index) => `tie ${index}`),
      ...crossings.map(({ key }) => key),
    ]),
  ]
  return planOf('tricky', seed, nodes, asked, {
    observe: observing(watched),
    until: 2000 + equalWithinMs + 300,
  })
}

type Fate = (typeof faults)[number]

/** One of the nine: so many replicas under a load, and what the network does to them. */
function loadPlan(size: number, fault: Fate, seed: number): Plan {
  const name = nameOf(size, fault)
  const random = createRandom(seed, name)
  const nodes = nodeIds(size)
  const asked = [
    ...askedApart(random, nodes, { type: report }, { from: 1, to: load.from }),
    ...storeLoad(random, nodes, { write, read, keys, writes: 10 + size, reads: 20 + 4 * size, ...load }),
    ...askedApart(random, nodes, { type: report }, load),
    ...askedApart(random, nodes, { type: report }, { from: load.from, to: load.to + 1000 }),
    ...nodes.map((node) => ({ at: dueAt + 100, node, body: { type: report } })),
    ...nodes.map((node) => ({ at: dueAt + 100, node, body: { type: read, key: pick(random, keys) } })),
  ]
  switch (fault) {
    case 'normal':
      return planOf(name, seed, nodes, asked, {})
    case 'loss':
      return planOf(name, seed, nodes, asked, { loss: 0.1 })
    case 'partition': {
      const order = shuffled(random, nodes)
      const alone = order.at(-1) ?? ''
      const split: Fault =
        size === 10
          ? { kind: 'partition', name: 'one alone', ...cut, links: isolate(nodes, alone) }
          : { kind: 'partition', name: 'two halves', ...cut, links: halves(order) }
      return planOf(name, seed, nodes, asked, { faults: [split] })
    }
  }
}

function nameOf(size: number, fault: Fate): string {
  return fault === 'normal' ? `replicas-${size}` : `replicas-${size}-${fault}`
}

const writesIntoCuts: Sometimes = {
  name: 'a write is acknowledged while a partition stands',
  happened: (run: Run) => {
    const cuts = cutsOf(run)
    return run.facts.operations.some(
      ({ request, answer }) =>
        request.type === write && answer !== undefined && standingAt(cuts, answer.at) !== undefined,
    )
  },
}

const whatHappens: { [fault in Fate]: string } = {
  normal: 'nothing is lost',
  loss: 'a tenth of all messages between them is lost',
  partition: 'for two and a half seconds they are cut in two',
}

export const scenarios: Scenario[] = [
  {
    name: 'talk',
    title: 'One node without peers, asked in turn.',
    seeds: 1,
    plan: (seed) =>
      conversationPlan(
        'talk',
        seed,
        script.map(({ request }) => request),
        { contract },
      ),
  },
  {
    name: 'tricky',
    title: 'Three replicas, keys and values that trip programs, and several writes in one millisecond.',
    seeds: 1,
    plan: trickyPlan,
  },
  ...sizes.flatMap((size) =>
    faults.map(
      (fault): Scenario => ({
        name: nameOf(size, fault),
        title: `${size} replicas under a load of writes and reads; ${whatHappens[fault]}.`,
        seeds: 1,
        plan: (seed) => loadPlan(size, fault, seed),
        sometimes: fault === 'partition' ? [writesIntoCuts] : [],
      }),
    ),
  ),
]

/** The nine of the benchmark, by what the network does to them. */
export const measuredRuns = faults.flatMap((fault) =>
  sizes.map((replicas) => ({ scenario: nameOf(replicas, fault), replicas, fault })),
)
