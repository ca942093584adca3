import { cutsOf, lastHeal } from '../../../lib/check/cuts.ts'
import type { Run } from '../../../lib/check/run.ts'
import { writesOf } from '../../../lib/check/set-full.ts'
import type { Scenario, Sometimes } from '../../../lib/grade/grader.ts'
import type { Value } from '../../../lib/protocol/message.ts'
import { createRandom, type Random } from '../../../lib/random/random.ts'
import { awkwardValues } from '../../../lib/scenario/broadcast.ts'
import { conversationPlan } from '../../../lib/scenario/conversation.ts'
import { distinctValues, integer, pick, shuffled } from '../../../lib/scenario/dice.ts'
import { isolatedPlan } from '../../../lib/scenario/isolated.ts'
import { halves, isolate, majoritiesRing } from '../../../lib/scenario/partitions.ts'
import type { Asked } from '../../../lib/scenario/periodic.ts'
import { replicasPlan, type Story } from '../../../lib/scenario/replicas.ts'
import { nodeIds } from '../../../lib/scenario/topologies.ts'
import type { Links } from '../../../lib/trace/event.ts'
import type { Plan } from '../../../lib/trace/plan.ts'
import { caps, contract, equalWithinMs, loss, observe, workload } from './bounds.ts'
import { added, everyHistory, handedOn, isolatedUntil, merged } from './histories.ts'
import { script } from './talk.ts'

const nodes = nodeIds(5)
const shared = { contract, observe }

const elementsLost: Sometimes = {
  name: 'the network loses a message',
  happened: ({ facts }) =>
    facts.serverMessages.some(({ drops }) => drops.some(({ reason }) => reason === 'loss')),
}

const bothDiverged: Sometimes = {
  name: 'when the cut ends, each of two nodes holds what the other lacks',
  happened(run: Run) {
    const healedAt = lastHeal(cutsOf(run)) ?? 0
    const lacking = [...writesOf(run, workload).keys()].map((key) => {
      const learned = run.facts.knowledge.get(key)?.learned
      return nodes.filter((node) => (learned?.get(node)?.at ?? healedAt) >= healedAt).join()
    })
    return new Set(lacking.filter((without) => without !== '')).size > 1
  },
}

/** Values handed in between two moments, at some of these nodes: one by an add, the next two by a merge, and so on. */
function writes(
  random: Random,
  values: Value[],
  from: number,
  to: number,
  at: readonly string[] = nodes,
): Asked[] {
  const requests: Asked[] = []
  const left = [...values]
  while (left.length > 0) {
    const body = requests.length % 2 === 0 ? added(left.shift() as Value) : merged(left.splice(0, 2))
    requests.push({ at: integer(random, from, to), node: pick(random, at), body })
  }
  return requests
}

function planOf(name: string, seed: number, story: (random: Random) => Story): Plan {
  const told = story(createRandom(seed, name))
  return replicasPlan(name, seed, nodes, told, { contract, observe, caps, equalWithinMs })
}

const cutMs = 8000

/** In a cut somebody on either side merges so many at once: who tells only of the newest few does not tell of all. */
const atOnce = 15

/**
 * Cut for eight seconds, with writes before, meanwhile and, if need be, just after the heal. In a cut the first two of
 * the nodes take as many elements as all others: so where these are a side, both sides hold equally many.
 */
function cutStory(name: string, linksOf: (order: string[]) => Links, after = 0): (random: Random) => Story {
  return (random) => {
    const from = 1000 + integer(random, 0, 299)
    const to = from + cutMs
    const order = shuffled(random, nodes)
    const values = distinctValues(random, 18 + after)
    const sides = [order.slice(0, 2), order.slice(2)]
    return {
      requests: [
        ...writes(random, values.slice(0, 6), 50, 900),
        ...writes(random, values.slice(6, 12), from + 100, to - 200, sides[0]),
        ...writes(random, values.slice(12, 18), from + 100, to - 200, sides[1]),
        ...writes(random, values.slice(18), to + 50, to + 300),
        ...sides.map((side) => ({
          at: integer(random, from + 100, to - 200),
          node: pick(random, side),
          body: merged(distinctValues(random, atOnce)),
        })),
      ],
      lastAt: after === 0 ? to : to + 300,
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
    plan(seed) {
      const histories = everyHistory(createRandom(seed, 'orders'))
      return isolatedPlan('orders', seed, histories, shared, { caps, until: isolatedUntil.orders })
    },
  },
  {
    name: 'handed-on',
    title: 'Clients carry what replicas show to others that are cut off from them, in different orders.',
    seeds: 2,
    plan(seed) {
      const histories = handedOn(createRandom(seed, 'handed-on'))
      return isolatedPlan('handed-on', seed, histories, shared, { caps, until: isolatedUntil.handedOn })
    },
  },
  {
    name: 'calm',
    title: 'Five replicas; elements of all sorts, some at two of them; a pause; and one more by a merge.',
    seeds: 1,
    plan: (seed) =>
      planOf('calm', seed, (random) => {
        const [late = 0] = distinctValues(random, 1)
        const pausedAt = 7000
        return {
          requests: [
            ...writes(random, shuffled(random, awkwardValues), 50, 900),
            ...writes(random, shuffled(random, awkwardValues).slice(0, 4), 50, 900),
            { at: pausedAt, node: pick(random, nodes), body: merged([late]) },
          ],
          lastAt: pausedAt,
        }
      }),
  },
  {
    name: 'lossy',
    title: 'Five replicas; a fifth of all messages is lost, others come twice, late or out of order.',
    seeds: 2,
    plan: (seed) =>
      planOf('lossy', seed, (random) => ({
        requests: writes(random, distinctValues(random, 20), 50, 3000),
        lastAt: 3000,
        ...{ loss, duplicate: 0.1, reorder: 0.2, reorderMs: 200 },
      })),
    sometimes: [elementsLost],
  },
  {
    name: 'halves',
    title: 'Five replicas, cut in two for eight seconds; both sides take equally many elements.',
    seeds: 2,
    plan: (seed) => planOf('halves', seed, cutStory('halves', halves)),
    sometimes: [bothDiverged],
  },
  {
    name: 'alone',
    title:
      'Five replicas, one of them cut off from the others for eight seconds; all take elements, then and just after.',
    seeds: 1,
    plan: (seed) =>
      planOf(
        'alone',
        seed,
        cutStory('alone', (order) => isolate(order, order[0] as string), 3),
      ),
    sometimes: [bothDiverged],
  },
  {
    name: 'ring',
    title: 'Five replicas; for eight seconds each reaches two others only, and no two the same.',
    seeds: 1,
    plan: (seed) => planOf('ring', seed, cutStory('ring', majoritiesRing)),
  },
]
