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
import { isolate, majoritiesRing, oneWay } from '../../../lib/scenario/partitions.ts'
import { complete, grid, line } from '../../../lib/scenario/topologies.ts'
import type { Fault } from '../../../lib/trace/plan.ts'
import { bothDiverged, diverged, everyNodeWrites } from './exercised.ts'
import { healingPlan, inHalves, inTwo, longTexts, numbersAndATwin, type Story, twoWay } from './story.ts'

export const script: Step[] = [
  { request: { type: 'read' }, expect: { type: 'read_ok', messages: [] } },
  ...awkward.flatMap((message, index): Step[] => [
    { request: { type: 'broadcast', message }, expect: { type: 'broadcast_ok' } },
    { request: { type: 'read' }, expect: { type: 'read_ok', messages: awkward.slice(0, index + 1) } },
  ]),
  { request: { type: 'broadcast', message: 1 }, expect: { type: 'broadcast_ok' } },
  { request: { type: 'read' }, expect: { type: 'read_ok', messages: awkward } },
]

/** The usual cut lasts ten seconds. It begins at any moment, so that no timer of a program meets its end by luck. */
function usual(random: Random): [from: number, to: number] {
  const from = integer(random, 1000, 2999)
  return [from, from + 10_000]
}

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
 * A fifth of all messages between nodes is lost until `to`.
 *
 * The bound of five seconds asks for no luck. Let a program send again whatever is unconfirmed at least once a second,
 * so that without loss a value takes 1.01 s for a hop at the worst, even if nothing is passed on at once.
 * - Complete graph: the loss ends 1 s after the heal. What is not known yet needs one hop from where it was broadcast,
 *   so it is everywhere 2.01 s after the heal.
 * - Grid: the loss ends 3.5 s before the heal, as the last value comes in. From corner to corner there are 8 hops,
 *   8.08 s, which is 4.58 s after the heal. A way that reaches the cut too early and has to wait has, counted from the
 *   heal, at most 3 hops left (the cut runs between two rows).
 * Such a program is refused with probability zero. Had the loss no end, then four tries over each of the two links to
 * a corner would all fail with probability 0.2^8 = 2.6e-6, and one grading has many values and more than one corner.
 */
function fifthLost(to: number): Fault {
  return { kind: 'loss', from: 0, to, probability: 0.2 }
}

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
      acts: [twoWay('halves', ...usual(random), inTwo(five, integer(random, 2, 3)))],
      writes: 24,
      writesAroundHeal: true,
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
      acts: [inHalves('halves', ...usual(random), shuffled(random, five))],
      // So many wait on each side that no list of a few dozen holds them.
      writes: 60,
      writesAroundHeal: true,
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
      acts: [twoWay('halves', ...usual(random), inTwo(twentyFive, integer(random, 10, 15)))],
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
      const [from, to] = usual(random)
      const links = isolate(five, alone)
      return {
        topology: complete(5),
        acts: [{ name: 'isolated', from, to, links, sides: [[alone], others] }],
        writes: 20,
        writesAroundHeal: true,
      }
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
      const [from, to] = usual(random)
      return {
        topology: line(5),
        acts: [{ name: 'one-way', from, to, links: oneWay(source, target), sides }],
        writes: 20,
        writesAroundHeal: true,
      }
    },
  ),
  scenario(
    {
      name: 'three-cuts',
      title:
        'Five nodes in a line; three cuts of three seconds in different places, the last when all has long been quiet.',
      seeds: 2,
      sometimes: [bothDiverged],
    },
    (random) => {
      const places = shuffled(random, [1, 2, 3, 4])
      const first = integer(random, 1000, 2999)
      // Who has taken the second heal for the last one, or works by a timetable, has gone home by the third.
      const begins = [first, first + 4000, first + integer(random, 20_000, 29_999)]
      return {
        topology: line(5),
        acts: begins.map((from, act) =>
          twoWay(`cut ${act + 1}`, from, from + 3000, inTwo(five, places[act] ?? 2)),
        ),
        writes: 8,
        writesAroundHeal: true,
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
      const [from, to] = usual(random)
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
      title:
        'Five nodes in a line that are cut in two before anybody has said a word, for two to six seconds.',
      seeds: 2,
      sometimes: [bothDiverged],
    },
    (random) => ({
      topology: line(5),
      acts: [twoWay('halves', 0, integer(random, 2000, 5999), inTwo(five, integer(random, 1, 4)))],
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
    (random) => {
      const [from, to] = usual(random)
      return {
        topology: complete(5),
        acts: [inHalves('halves', from, to, shuffled(random, five))],
        writes: 20,
        faults: [fifthLost(to + 1000)],
      }
    },
  ),
  scenario(
    {
      name: 'lossy-grid',
      title:
        'Twenty-five nodes in a square grid, cut in two; while clients write, a fifth of all messages is lost.',
      seeds: 1,
      sometimes: [bothDiverged],
    },
    (random) => {
      const [from, to] = usual(random)
      return {
        topology: grid(5),
        acts: [twoWay('halves', from, to, inTwo(twentyFive, pick(random, [10, 15])))],
        writes: 16,
        faults: [fifthLost(to - 3500)],
      }
    },
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
      acts: [twoWay('halves', ...usual(random), inTwo(five, integer(random, 2, 3)))],
      writes: 24,
      values: longTexts,
      lingerMs: 6000,
    }),
  ),
]
