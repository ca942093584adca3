import type { Step } from '../../../lib/check/conversation.ts'
import type { Scenario, Sometimes } from '../../../lib/grade/grader.ts'
import { createRandom, type Random } from '../../../lib/random/random.ts'
import {
  awkwardValues as awkward,
  broadcastContract as contract,
  broadcastObserve as observe,
} from '../../../lib/scenario/broadcast.ts'
import { conversationPlan } from '../../../lib/scenario/conversation.ts'
import { integer, pick, shuffled } from '../../../lib/scenario/dice.ts'
import { majoritiesRing, oneWay } from '../../../lib/scenario/partitions.ts'
import { complete, grid, line } from '../../../lib/scenario/topologies.ts'
import type { Fault } from '../../../lib/trace/plan.ts'
import { bothDiverged, diverged, everyNodeWrites } from './exercised.ts'
import { healingPlan, inTwo, longTexts, numbersAndATwin, randomHalves, type Story, twoWay } from './story.ts'

export const script: Step[] = [
  { request: { type: 'read' }, expect: { type: 'read_ok', messages: [] } },
  ...awkward.flatMap((message, index): Step[] => [
    { request: { type: 'broadcast', message }, expect: { type: 'broadcast_ok' } },
    { request: { type: 'read' }, expect: { type: 'read_ok', messages: awkward.slice(0, index + 1) } },
  ]),
  { request: { type: 'broadcast', message: 1 }, expect: { type: 'broadcast_ok' } },
  { request: { type: 'read' }, expect: { type: 'read_ok', messages: awkward } },
]

/** The usual cut: ten seconds long, after one second of peace. */
const from = 1000
const to = 11_000

type Told = { name: string; title: string; seeds: number; sometimes: Sometimes[] }

function scenario(told: Told, tell: (random: Random) => Story): Scenario {
  return {
    ...told,
    plan(seed) {
      const random = createRandom(seed, told.name)
      return healingPlan(told.name, seed, random, tell(random))
    },
  }
}

/**
 * A fifth of all messages between nodes is lost, until a second after the heal. No luck is needed to keep the bound
 * of five seconds: take a program that sends again whatever is unconfirmed at least once a second, and needs a second
 * for a hop at the worst. When the loss ends four seconds are left; every link then delivers within one second what
 * still waits at its end, and from the cut to the farthest node there are at most three hops (grid cut between rows,
 * complete graph: one). So it is done three seconds later, with certainty, and is refused with probability zero.
 * Lost for good, a fifth would cost a right program with that rhythm dearly: the corner of the grid has two
 * neighbours, four tries of each all fail with probability 0.2^8 = 2.6e-6, for each batch of values.
 */
const fifthLost: Fault = { kind: 'loss', from: 0, to: to + 1000, probability: 0.2 }

const five = Object.keys(line(5))
const twentyFive = Object.keys(grid(5))

export const scenarios: Scenario[] = [
  {
    name: 'one-node',
    title: 'One node, and a client that talks to it.',
    seeds: 1,
    plan(seed) {
      const requests = script.map(({ request }) => request)
      return conversationPlan('one-node', seed, requests, { contract, observe })
    },
  },
  scenario(
    {
      name: 'line-in-two',
      title: 'Five nodes in a line, cut in two for ten seconds; both sides take writes.',
      seeds: 2,
      sometimes: [bothDiverged],
    },
    (random) => ({
      topology: line(5),
      acts: [twoWay('halves', from, to, inTwo(five, integer(random, 2, 3)))],
      writes: 24,
      values: numbersAndATwin,
    }),
  ),
  scenario(
    {
      name: 'complete-in-two',
      title: 'Five nodes, all of them neighbours, cut in two for ten seconds.',
      seeds: 2,
      sometimes: [bothDiverged],
    },
    (random) => ({
      topology: complete(5),
      acts: [twoWay('halves', from, to, randomHalves(random, five))],
      writes: 24,
    }),
  ),
  scenario(
    {
      name: 'grid-in-two',
      title: 'Twenty-five nodes in a square grid, cut in two for ten seconds.',
      seeds: 2,
      sometimes: [bothDiverged],
    },
    (random) => ({
      topology: grid(5),
      acts: [twoWay('halves', from, to, inTwo(twentyFive, integer(random, 10, 15)))],
      writes: 24,
    }),
  ),
  scenario(
    {
      name: 'one-alone',
      title: 'Five nodes, all of them neighbours; one of them is alone for ten seconds.',
      seeds: 2,
      sometimes: [bothDiverged],
    },
    (random) => {
      const [alone = '', ...others] = shuffled(random, five)
      return { topology: complete(5), acts: [twoWay('isolated', from, to, [[alone], others])], writes: 20 }
    },
  ),
  scenario(
    {
      name: 'one-way',
      title: 'Five nodes in a line; for ten seconds nothing passes the cut in one direction.',
      seeds: 2,
      sometimes: [diverged],
    },
    (random) => {
      const sides = inTwo(five, integer(random, 2, 3))
      const [source, target] = random() < 0.5 ? sides : [sides[1], sides[0]]
      return {
        topology: line(5),
        acts: [{ name: 'one-way', from, to, links: oneWay(source, target), sides }],
        writes: 20,
      }
    },
  ),
  scenario(
    {
      name: 'three-cuts',
      title: 'Five nodes in a line; three cuts of three seconds, a second apart, each in another place.',
      seeds: 2,
      sometimes: [bothDiverged],
    },
    (random) => {
      const places = shuffled(random, [1, 2, 3, 4])
      return {
        topology: line(5),
        acts: [0, 1, 2].map((act) =>
          twoWay(`cut ${act + 1}`, 1000 + 4000 * act, 4000 + 4000 * act, inTwo(five, places[act] ?? 2)),
        ),
        writes: 8,
      }
    },
  ),
  scenario(
    {
      name: 'majorities-ring',
      title:
        'Five nodes, all of them neighbours; for ten seconds each sees a majority, and no two the same one.',
      seeds: 2,
      sometimes: [everyNodeWrites],
    },
    (random) => {
      const circle = shuffled(random, five)
      return {
        topology: complete(5),
        acts: [{ name: 'majorities', from, to, links: majoritiesRing(circle), sides: inTwo(circle, 2) }],
        writes: 20,
      }
    },
  ),
  scenario(
    {
      name: 'cut-from-the-start',
      title: 'Five nodes in a line that are cut in two before anybody has said a word, for eight seconds.',
      seeds: 2,
      sometimes: [bothDiverged],
    },
    (random) => ({
      topology: line(5),
      acts: [twoWay('halves', 0, 8000, inTwo(five, integer(random, 1, 4)))],
      writes: 20,
    }),
  ),
  scenario(
    {
      name: 'lossy-complete',
      title: 'Five nodes, all of them neighbours, cut in two; and a fifth of all messages is lost besides.',
      seeds: 2,
      sometimes: [bothDiverged],
    },
    (random) => ({
      topology: complete(5),
      acts: [twoWay('halves', from, to, randomHalves(random, five))],
      writes: 20,
      faults: [fifthLost],
    }),
  ),
  scenario(
    {
      name: 'lossy-grid',
      title: 'Twenty-five nodes in a square grid, cut in two; and a fifth of all messages is lost besides.',
      seeds: 1,
      sometimes: [bothDiverged],
    },
    (random) => ({
      topology: grid(5),
      acts: [twoWay('halves', from, to, inTwo(twentyFive, pick(random, [10, 15])))],
      writes: 16,
      faults: [fifthLost],
    }),
  ),
  scenario(
    {
      name: 'long-values',
      title:
        'Five nodes in a line, cut in two for ten seconds; each value is a text of a thousand characters.',
      seeds: 1,
      sometimes: [bothDiverged],
    },
    (random) => ({
      topology: line(5),
      acts: [twoWay('halves', from, to, inTwo(five, integer(random, 2, 3)))],
      writes: 24,
      values: longTexts,
      lingerMs: 6000,
    }),
  ),
]
