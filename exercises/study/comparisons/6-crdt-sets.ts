import type { Comparison } from '../../../lib/compare/comparison.ts'
import { asked, gone, messageBytes, stillThere } from '../../../lib/compare/memberships.ts'
import type { Contract } from '../../../lib/protocol/contract.ts'
import { createRandom, type Random } from '../../../lib/random/random.ts'
import { distinctValues, integer, pick } from '../../../lib/scenario/dice.ts'
import { halves } from '../../../lib/scenario/partitions.ts'
import { type Asked, periodicPlan } from '../../../lib/scenario/periodic.ts'
import { nodeIds } from '../../../lib/scenario/topologies.ts'
import type { Fault, Plan } from '../../../lib/trace/plan.ts'

const task = 'solutions/4-epidemic-crdts/2-twopset'
const nodes = nodeIds(5)
const middle = Math.floor(nodes.length / 2)
const sides = [nodes.slice(0, middle), nodes.slice(middle)]
const elements = 20
const churned = 10
const readded = 5
/** Clocks are ahead by up to this much. */
const skewMs = 1000

/** When a phase of the requests begins; it lasts a second, and another second later all know of it. */
const phases = { add: 100, remove: 2100, addAgain: 4100 }
const phaseMs = 1000
const endsAt = 7100
const cut: Fault = { kind: 'partition', name: 'halves', from: 2000, to: 4000, links: halves(nodes) }

const contract: Contract = { add: { element: 'value' }, remove: { element: 'value' }, read: {} }

function phase(
  random: Random,
  type: 'add' | 'remove',
  from: number,
  chosen: readonly (number | string)[],
  where: readonly string[] = nodes,
): Asked[] {
  return chosen.map((element) => ({
    at: from + integer(random, 0, phaseMs),
    node: pick(random, where),
    body: { type, element },
  }))
}

function plan(
  name: string,
  seed: number,
  later: (random: Random, values: number[]) => Asked[],
  faults: Fault[] = [],
): Plan {
  const random = createRandom(seed, 'crdt-sets')
  const values = distinctValues(random, elements)
  const skew = Object.fromEntries(nodes.map((node) => [node, integer(random, 0, skewMs)]))
  const requests = [...phase(random, 'add', phases.add, values), ...later(random, values.slice(0, churned))]
  return periodicPlan(name, seed, nodes, requests, {
    ...{ contract, skew, faults, until: endsAt },
    observe: { request: { type: 'read' }, reply: 'read_ok', field: 'elements' },
  })
}

const comparison: Comparison = {
  slug: 'crdt-sets',
  title: 'G-Set, 2P-Set, LWW-set, OR-set',
  question: `What does a replicated set cost that can also lose elements, and who wins when one client adds what another removes? ${nodes.length} replicas tell each other everything five times a second; their clocks are up to ${skewMs / 1000} s apart. Clients add ${elements} elements.`,
  contenders: [
    {
      name: 'G-Set',
      program: `${task}/references/g-set.ts`,
      what: 'only grows; a remove is an error',
    },
    { name: '2P-Set', program: `${task}/solution.ts`, what: 'what is removed never comes back' },
    {
      name: 'LWW-set',
      program: `${task}/references/lww-set.ts`,
      what: 'the last word on an element counts, by the clocks',
    },
    {
      name: 'OR-set',
      program: `${task}/references/or-set.ts`,
      what: 'a remove takes away only the adds that its replica has seen',
    },
  ],
  trials: [
    {
      name: 'in-turn',
      title: `When all know of them, ${churned} are removed; when all know of that, ${readded} of these are added again.`,
      plan: (seed) =>
        plan('in-turn', seed, (random, values) => [
          ...phase(random, 'remove', phases.remove, values),
          ...phase(random, 'add', phases.addAgain, values.slice(0, readded)),
        ]),
      figures: [
        stillThere((run) => {
          const back = new Set(asked(run, 'add', phases.addAgain))
          return asked(run, 'remove').filter((element) => !back.has(element))
        }),
        gone('added again, gone', (run) => asked(run, 'add', phases.addAgain)),
        messageBytes(phases.addAgain + 2 * phaseMs),
      ],
    },
    {
      name: 'at-once',
      title: `The network is cut in two halves. One removes ${churned} elements, the other adds the same ${churned} again; then the cut heals.`,
      plan: (seed) =>
        plan(
          'at-once',
          seed,
          (random, values) => [
            ...phase(random, 'remove', phases.remove, values, sides[0]),
            ...phase(random, 'add', phases.remove, values, sides[1]),
          ],
          [cut],
        ),
      figures: [
        gone('added at once, gone', (run) => asked(run, 'add', phases.remove)),
        messageBytes(phases.addAgain + 2 * phaseMs),
      ],
    },
  ],
}

export default comparison
