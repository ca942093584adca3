import { cutsOf, standingAt } from '../../../lib/check/cuts.ts'
import { Knowing } from '../../../lib/check/knowing.ts'
import type { Run } from '../../../lib/check/run.ts'
import { isAcknowledged, removalsOf } from '../../../lib/check/set-full.ts'
import type { Scenario, Sometimes } from '../../../lib/grade/grader.ts'
import type { Value } from '../../../lib/protocol/message.ts'
import { createRandom, type Random } from '../../../lib/random/random.ts'
import { awkwardValues } from '../../../lib/scenario/broadcast.ts'
import { conversationPlan } from '../../../lib/scenario/conversation.ts'
import { distinctValues, integer, pick, shuffled } from '../../../lib/scenario/dice.ts'
import { isolatedPlan } from '../../../lib/scenario/isolated.ts'
import { halves, isolate } from '../../../lib/scenario/partitions.ts'
import type { Asked } from '../../../lib/scenario/periodic.ts'
import { replicasPlan, type Story } from '../../../lib/scenario/replicas.ts'
import { nodeIds } from '../../../lib/scenario/topologies.ts'
import type { Links } from '../../../lib/trace/event.ts'
import type { Plan } from '../../../lib/trace/plan.ts'
import { answerWithinMs, caps, contract, equalWithinMs, loss, observe, workload } from './bounds.ts'
import { added, anyHistory, everyHistory, longest, merged, removed } from './histories.ts'
import { script } from './talk.ts'

const nodes = nodeIds(5)
const shared = { contract, observe }

/** The removals that clients had acknowledged, by key. */
function acknowledgedRemovals(run: Run) {
  return [...removalsOf(run, workload)].flatMap(([key, removals]) =>
    removals.filter(isAcknowledged).map((removal) => ({ key, removal })),
  )
}

const messagesLost: Sometimes = {
  name: 'the network loses a message',
  happened: ({ facts }) =>
    facts.serverMessages.some(({ drops }) => drops.some(({ reason }) => reason === 'loss')),
}

const removedInCut: Sometimes = {
  name: 'an element is removed at one node while another, that is cut off from it, still shows it',
  happened(run) {
    const knowing = new Knowing(run)
    return acknowledgedRemovals(run).some(({ key, removal: { node, answer, invokedAt, sent } }) => {
      const cut = standingAt(cutsOf(run), invokedAt)
      const [arrival] = sent.deliveries
      return nodes.some(
        (other) =>
          cut?.links.has(`${node}>${other}`) === true &&
          answer !== undefined &&
          arrival !== undefined &&
          knowing.knew(other, key, arrival),
      )
    })
  },
}

const removedElsewhere: Sometimes = {
  name: 'an element is removed at another node than it was added at',
  happened: (run) =>
    acknowledgedRemovals(run).some(({ key, removal }) =>
      run.facts.operations.some(
        ({ request, node }) =>
          request.type === 'add' && JSON.stringify(request.element) === key && node !== removal.node,
      ),
    ),
}

/** Each value at a node drawn for it: two of three by an add, every third by a merge. */
function adds(
  random: Random,
  values: Value[],
  from: number,
  to: number,
  at: readonly string[] = nodes,
): Asked[] {
  return values.map((value, index) => ({
    at: integer(random, from, to),
    node: pick(random, at),
    body: index % 3 === 2 ? merged([value], []) : added(value),
  }))
}

/** The same with removals; a merge brings the element and its tombstone, or the tombstone alone. */
function removes(
  random: Random,
  values: Value[],
  from: number,
  to: number,
  at: readonly string[] = nodes,
): Asked[] {
  return values.map((value, index) => ({
    at: integer(random, from, to),
    node: pick(random, at),
    body: index % 4 === 3 ? merged([], [value]) : removed(value),
  }))
}

function planOf(name: string, seed: number, story: (random: Random) => Story): Plan {
  const told = story(createRandom(seed, name))
  return replicasPlan(name, seed, nodes, told, { contract, observe, caps, equalWithinMs })
}

/** By then what was added first is everywhere. */
const spreadAt = 1000 + equalWithinMs
const cutMs = 8000

/**
 * Sixteen elements are everywhere. Then a cut of eight seconds, in which each side removes five, one of them the same,
 * and adds again what the other has removed, and two elements of its own. After the heal clients have said all, but
 * for what `after` says.
 */
function cutStory(name: string, linksOf: (order: string[]) => Links, after?: (values: Value[]) => Asked[]) {
  return (random: Random): Story => {
    const from = spreadAt + integer(random, 0, 299)
    const to = from + cutMs
    const order = shuffled(random, nodes)
    const sides = [order.slice(0, 2), order.slice(2)] as const
    const values = distinctValues(random, 20)
    const [common, one, other] = [values.slice(0, 16), values.slice(0, 5), values.slice(4, 9)]
    const [early, late] = [from + 100, to - 200]
    return {
      requests: [
        ...adds(random, common, 50, 900),
        ...removes(random, one, early, early + 2000, sides[0]),
        ...removes(random, other, early, early + 2000, sides[1]),
        ...adds(random, [...other, ...values.slice(16, 18)], early + 2500, late, sides[0]),
        ...adds(random, [...one, ...values.slice(18)], early + 2500, late, sides[1]),
        ...(after?.(values) ?? []).map((request) => ({ ...request, at: to + request.at })),
      ],
      lastAt: after === undefined ? to : to + 600,
      faults: [{ kind: 'partition', name, from, to, links: linksOf(order) }],
    }
  }
}

export const scenarios: Scenario[] = [
  {
    name: 'talk',
    title: 'One node and one client.',
    seeds: 1,
    plan: (seed) =>
      conversationPlan(
        'talk',
        seed,
        script.map(({ request }) => request),
        shared,
      ),
  },
  {
    name: 'orders',
    title:
      'Replicas that are cut off from each other are told the same, in every order and with repetitions.',
    seeds: 1,
    plan: (seed) =>
      isolatedPlan('orders', seed, everyHistory(createRandom(seed, 'orders')), shared, { caps, until: 600 }),
  },
  {
    name: 'any-history',
    title:
      'Replicas that are cut off from each other are told to add, remove and merge a few elements, over and over.',
    seeds: 2,
    plan(seed) {
      const histories = anyHistory(createRandom(seed, 'any-history'))
      const until = longest * answerWithinMs + 200
      return isolatedPlan('any-history', seed, histories, shared, { caps, until })
    },
  },
  {
    name: 'calm',
    title:
      'Five replicas; elements of all sorts are added, and some removed elsewhere; a tombstone comes first; then what is removed is to be removed elsewhere again.',
    seeds: 1,
    plan: (seed) =>
      planOf('calm', seed, (random) => {
        const values = shuffled(random, awkwardValues)
        const [early = 0, ...others] = distinctValues(random, 5)
        const gone = [...values.slice(0, 4), ...others.slice(0, 2)]
        const [first = '', second = ''] = shuffled(random, nodes)
        const brought = adds(random, [...values, ...others], 50, 900)
        const removals = removes(random, gone, spreadAt, spreadAt + 200)
        const elsewhere = ({ node }: Asked) =>
          pick(
            random,
            nodes.filter((other) => other !== node),
          )
        const [kept, keptToo] = others.slice(2)
        const allKnowAt = spreadAt + 710 + equalWithinMs + 100
        return {
          requests: [
            ...brought,
            ...removals,
            ...adds(random, gone.slice(0, 3), spreadAt + 300, spreadAt + 600),
            { at: spreadAt + 700, node: first, body: merged([], [early]) },
            { at: spreadAt + 710, node: second, body: added(early) },
            // By now all know of it: what one has removed another cannot, but what one has added it can.
            ...removals.map((removal, index) => ({
              at: allKnowAt + 10 * index,
              node: elsewhere(removal),
              body: removed(gone[index] as Value),
            })),
            ...brought.slice(-2).map((add, index) => ({
              at: allKnowAt + 100 + 10 * index,
              node: elsewhere(add),
              body: removed([kept, keptToo][index] as Value),
            })),
          ],
          lastAt: allKnowAt + 110,
        }
      }),
    sometimes: [removedElsewhere],
  },
  {
    name: 'lossy',
    title:
      'Five replicas add and remove; a fifth of all messages is lost, others come twice, late or out of order.',
    seeds: 2,
    plan: (seed) =>
      planOf('lossy', seed, (random) => {
        const values = distinctValues(random, 32)
        const gone = values.slice(0, 20)
        const [from, to] = [spreadAt, spreadAt + 2000]
        return {
          requests: [
            ...adds(random, values.slice(0, 27), 50, 900),
            ...removes(random, gone, from, to),
            ...adds(random, [...values.slice(27), ...gone.slice(0, 4)], from, to),
            // However many there are, of no tombstone may be forgotten.
            ...adds(random, gone, to + 300, to + 900),
          ],
          lastAt: to + 900,
          ...{ loss, duplicate: 0.1, reorder: 0.2, reorderMs: 200 },
        }
      }),
    sometimes: [messagesLost, removedElsewhere],
  },
  {
    name: 'halves',
    title:
      'Five replicas, cut in two for eight seconds; each side removes, and adds what the other has removed.',
    seeds: 2,
    plan: (seed) => planOf('halves', seed, cutStory('halves', halves)),
    sometimes: [removedInCut],
  },
  {
    name: 'alone',
    title:
      'Two of five replicas are cut off, from all others and from each other; clients go on after the heal.',
    seeds: 1,
    plan: (seed) =>
      planOf(
        'alone',
        seed,
        cutStory(
          'alone',
          (order) => order.slice(0, 2).flatMap((node) => isolate(order, node)),
          (values) => [
            { at: 100, node: 'n1', body: added(values[0] as Value) },
            { at: 200, node: 'n2', body: removed(values[12] as Value) },
            { at: 300, node: 'n3', body: merged([values[13] as Value], [values[14] as Value]) },
          ],
        ),
      ),
    sometimes: [removedInCut],
  },
]
