import { calculationsIn } from '../../../lib/check/fanout-requests.ts'
import type { Scenario, Sometimes } from '../../../lib/grade/grader.ts'
import type { Contract } from '../../../lib/protocol/contract.ts'
import type { Body } from '../../../lib/protocol/message.ts'
import { createRandom, type Random } from '../../../lib/random/random.ts'
import { conversationPlan } from '../../../lib/scenario/conversation.ts'
import { integer, shuffled } from '../../../lib/scenario/dice.ts'
import { fanoutByOne, meetsExactly } from '../../../lib/theory/independent-fanout.ts'
import { calculation, epidemics, met, mixed, near, ordinary, simulation } from './cases.ts'

export const contract: Contract = {
  topology: { topology: 'topology' },
  calc_fanout: { nodes: 'number', target_prob: 'number', rounds: 'number', 'model?': 'string' },
  simulate_gossip: { nodes: 'number', fanout: 'number', rounds: 'number', trials: 'number' },
}

/** Questions that others have asked before. */
const known: Body[] = [
  calculation({ nodes: 5, target: 0.99, rounds: 5 }),
  calculation({ nodes: 25, target: 0.99, rounds: 5 }),
  calculation({ nodes: 25, target: 0.99, rounds: 5 }, 'independent'),
  calculation({ nodes: 10, target: 0.99, rounds: 5 }),
  calculation({ nodes: 25, target: 0.99, rounds: 10 }),
]

/** The ends of what makes sense. */
const edges: Body[] = [
  calculation({ nodes: 1, target: 0.99, rounds: 5 }),
  calculation({ nodes: 1, target: 1, rounds: 1 }),
  calculation({ nodes: 2, target: 0.5, rounds: 1 }),
  calculation({ nodes: 2, target: 0, rounds: 3 }),
  calculation({ nodes: 25, target: 0, rounds: 5 }),
  calculation({ nodes: 25, target: 1, rounds: 5 }),
  // So many rounds that the chance to miss with 23 of 24 is too small for a number, and not 0.
  calculation({ nodes: 25, target: 1, rounds: 1000 }),
  calculation({ nodes: 1000, target: 0.999, rounds: 1 }),
]

const senseless: Body[] = [
  calculation({ nodes: 0, target: 0.99, rounds: 5 }),
  calculation({ nodes: -5, target: 0.99, rounds: 5 }),
  calculation({ nodes: 2.5, target: 0.99, rounds: 5 }),
  calculation({ nodes: 25, target: 0.99, rounds: 0 }),
  calculation({ nodes: 25, target: 0.99, rounds: -1 }),
  calculation({ nodes: 25, target: 0.99, rounds: 1.5 }),
  calculation({ nodes: 25, target: 1.01, rounds: 5 }),
  calculation({ nodes: 25, target: -0.01, rounds: 5 }),
  calculation({ nodes: 25, target: 99, rounds: 5 }),
  // A node alone needs no fanout, and a senseless question stays one.
  calculation({ nodes: 1, target: 2, rounds: 5 }),
  calculation({ nodes: 1, target: 0.5, rounds: 0 }),
  simulation(0, 1, 5, 10),
  simulation(2.5, 1, 5, 10),
  simulation(5, 0, 5, 10),
  simulation(5, -1, 5, 10),
  simulation(5, 1.5, 5, 10),
  simulation(5, 5, 5, 10),
  simulation(1, 1, 5, 10),
  simulation(5, 2, 0, 10),
  simulation(5, 2, 2.5, 10),
  simulation(5, 2, 5, 0),
  simulation(5, 2, 5, -10),
  simulation(5, 2, 5, 0.5),
]

/**
 * Asked many times over instead of with many trials: no request takes a slow program long. In the first two, many trials
 * fail, and the rounds of those that do not are far from the limit, so that an average over all of them shows. The first
 * is asked so often that the answers show how they spread.
 */
const spreads: Body[] = [
  ...repeated(40, simulation(5, 1, 4, 100)),
  ...repeated(6, simulation(8, 1, 6, 200)),
  ...repeated(3, simulation(25, 2, 5, 100)),
  ...repeated(3, simulation(25, 3, 4, 100)),
  ...repeated(2, simulation(25, 3, 5, 100)),
]

/** There is nothing to draw, or no time. */
const certain: Body[] = [
  simulation(1, 0, 1, 5),
  simulation(2, 1, 1, 20),
  simulation(6, 5, 3, 20),
  simulation(25, 1, 2, 50),
]

function talk(name: string, seed: number, requests: Body[]) {
  return conversationPlan(name, seed, requests, { contract })
}

function repeated(times: number, request: Body): Body[] {
  return Array.from({ length: times }, () => request)
}

function anySpread(random: Random): Body {
  return simulation(integer(random, 4, 15), integer(random, 1, 3), integer(random, 2, 6), 100)
}

const isMetExactly: Sometimes = {
  name: 'a target is met exactly',
  happened: (run) =>
    calculationsIn(run, 'independent').some(({ question }) =>
      meetsExactly(question, fanoutByOne(question, question.target), question.target),
    ),
}

export const scenarios: Scenario[] = [
  {
    name: 'known',
    title: 'One node, asked what has been asked before.',
    seeds: 1,
    plan: (seed) => talk('known', seed, known),
  },
  {
    name: 'edges',
    title: 'One node, asked for the ends of what makes sense.',
    seeds: 1,
    plan: (seed) => talk('edges', seed, shuffled(createRandom(seed, 'edges'), edges)),
  },
  {
    name: 'senseless',
    title: 'One node, asked what makes no sense.',
    seeds: 1,
    plan(seed) {
      const random = createRandom(seed, 'senseless')
      // Among them some that do: who refuses all is not right either.
      return talk('senseless', seed, mixed(random, senseless, known.slice(0, 2), certain))
    },
  },
  {
    name: 'many',
    title: 'One node, asked for sixty fanouts of all sizes.',
    seeds: 2,
    plan: (seed) => {
      const questions = ordinary(createRandom(seed, 'many'), 60)
      return talk(
        'many',
        seed,
        questions.map((question) => calculation(question)),
      )
    },
  },
  {
    name: 'close',
    title: 'One node, asked for fanouts that meet their target exactly, or by a hair, or miss it by one.',
    seeds: 2,
    plan(seed) {
      const random = createRandom(seed, 'close')
      const questions = mixed(random, met(random, 40), near(random, 20))
      return talk(
        'close',
        seed,
        questions.map((question) => calculation(question)),
      )
    },
    sometimes: [isMetExactly],
  },
  {
    name: 'simulations',
    title: 'One node, asked to simulate gossip, and to do so again.',
    seeds: 1,
    plan(seed) {
      const random = createRandom(seed, 'simulations')
      const random4 = Array.from({ length: 4 }, () => anySpread(random))
      return talk('simulations', seed, mixed(random, spreads, certain, random4))
    },
  },
  {
    name: 'epidemic',
    title: 'One node, asked for the fanout with which an epidemic reaches everybody.',
    seeds: 1,
    plan(seed) {
      const random = createRandom(seed, 'epidemic')
      const some: Body[] = [
        calculation({ nodes: 25, target: 0.99, rounds: 5 }, 'epidemic'),
        calculation({ nodes: 25, target: 0.99, rounds: 10 }, 'epidemic'),
        calculation({ nodes: 1, target: 0.99, rounds: 1 }, 'epidemic'),
        calculation({ nodes: 25, target: 1, rounds: 5 }, 'epidemic'),
        calculation({ nodes: 0, target: 0.99, rounds: 5 }, 'epidemic'),
        calculation({ nodes: 25, target: 0.99, rounds: 5 }, 'logistic'),
        calculation({ nodes: 25, target: 0.99, rounds: 5 }, ''),
        ...epidemics(random, 16).map((question) => calculation(question, 'epidemic')),
      ]
      return talk('epidemic', seed, shuffled(random, some))
    },
  },
]
