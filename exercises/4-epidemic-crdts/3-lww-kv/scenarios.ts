import type { Scenario } from '../../../lib/grade/grader.ts'
import { createRandom } from '../../../lib/random/random.ts'
import { distinctValues, integer, pick, shuffled } from '../../../lib/scenario/dice.ts'
import { isolatedPlan } from '../../../lib/scenario/isolated.ts'
import { halves } from '../../../lib/scenario/partitions.ts'
import { nodeIds } from '../../../lib/scenario/topologies.ts'
import { contract, equalWithinMs, observed, skewMs } from './bounds.ts'
import { diverged, seenAhead } from './exercised.ts'
import { asked, keys, skewed, steppedBack, storePlan, writes } from './story.ts'
import { entry, merge, read, script, write } from './talk.ts'
import { everyHistory, oppositeHistories, orderKeys } from './ties.ts'

export const scenarios: Scenario[] = [
  {
    name: 'talk',
    title: 'One node and a client: writes, reads and merges, one after another.',
    seeds: 1,
    plan: (seed) =>
      isolatedPlan('talk', seed, [script], { contract, observe: observed(['x']) }, { until: 2000 }),
  },
  {
    name: 'step-back',
    title: 'One node, whose clock is set back between two writes of the same key.',
    seeds: 1,
    plan(seed) {
      const random = createRandom(seed, 'step-back')
      const told = [
        { ...write('x', 'before'), at: 1000 },
        { ...write('x', 'after'), at: 1500 },
        read('x'),
        write('x', 'after that'),
        read('x'),
        write('y', 'new'),
        merge(['x', entry('ahead', 60, 'n9')]),
        write('x', 'last'),
        read('x'),
      ]
      const stepMs = -integer(random, 1000, 5000)
      const plan = isolatedPlan(
        'step-back',
        seed,
        [told],
        { contract, observe: observed(['x', 'y']) },
        { until: 2500 },
      )
      return { ...plan, faults: [...plan.faults, { kind: 'clock-step', node: 'n1', at: 1200, stepMs }] }
    },
  },
  {
    name: 'pairs',
    title:
      'Two nodes that are cut apart are given pairs of tied entries, one in this order, the other in that.',
    seeds: 1,
    plan: (seed) =>
      isolatedPlan(
        'pairs',
        seed,
        oppositeHistories(createRandom(seed, 'pairs'), 'x'),
        { contract, observe: observed(['x']) },
        { until: 2500 },
      ),
  },
  {
    name: 'orders',
    title:
      'Twenty-four nodes that are cut apart are given four updates, each in another order, one of them twice.',
    seeds: 1,
    plan: (seed) =>
      isolatedPlan(
        'orders',
        seed,
        everyHistory(createRandom(seed, 'orders')),
        { contract, observe: observed(orderKeys) },
        { until: 500 },
      ),
  },
  {
    name: 'three',
    title: 'Three nodes whose clocks disagree by up to four seconds; one of the clocks is set back.',
    seeds: 2,
    plan(seed) {
      const random = createRandom(seed, 'three')
      const nodes = nodeIds(3)
      const numbers = distinctValues(random, 32)
      const back = steppedBack(random, pick(random, nodes), 2500, numbers.slice(24))
      return storePlan('three', seed, nodes, {
        requests: [...writes(random, nodes, numbers.slice(0, 24), 100, 4000), ...back.requests],
        faults: [back.fault],
        skew: skewed(random, nodes),
      })
    },
  },
  {
    name: 'behind',
    title:
      'A node whose clock is far behind writes over what it has long seen of another, whose clock is ahead.',
    seeds: 1,
    plan(seed) {
      const random = createRandom(seed, 'behind')
      const [fast = '', slow = ''] = shuffled(random, nodeIds(2))
      const values = distinctValues(random, 2 * keys.length)
      const at = 500 + equalWithinMs + 200
      return storePlan('behind', seed, nodeIds(2), {
        requests: keys.flatMap((key, place) => [
          asked(500, fast, write(key, values[place] ?? 0)),
          asked(at + 10 * place, slow, write(key, values[place + keys.length] ?? 1)),
        ]),
        faults: [{ kind: 'clock-step', node: slow, at: 2000, stepMs: -5000 }],
        skew: { [fast]: skewMs, [slow]: -skewMs },
      })
    },
    sometimes: [seenAhead],
  },
  {
    name: 'same-moment',
    title:
      'Four nodes whose clocks agree are written to at the same moment, and given entries with equal ts.',
    seeds: 1,
    plan(seed) {
      const random = createRandom(seed, 'same-moment')
      const nodes = nodeIds(4)
      const [x = 0, y = 0] = distinctValues(random, 2)
      // Of the entries under the other two keys only the value differs, or only node and value.
      const tied = shuffled(random, nodes).map((node, place) =>
        asked(
          600,
          node,
          merge(
            ['', entry([x + place], 60, 'n7')],
            ['__proto__', entry({ value: y + place }, 1, ['n10', 'n9', 'n2', undefined][place])],
          ),
        ),
      )
      const together = nodes.flatMap((node, place) => [
        asked(400, node, write('x', 1000 * (place + 2) + integer(random, 0, 999))),
        asked(500, node, write('y', `text ${integer(random, 1000, 9999)} of ${place}`)),
      ])
      return storePlan('same-moment', seed, nodes, { requests: [...together, ...tied] })
    },
  },
  {
    name: 'halves',
    title: 'Five nodes, their clocks apart, cut in two for five seconds while both sides are written to.',
    seeds: 2,
    plan(seed) {
      const random = createRandom(seed, 'halves')
      const nodes = nodeIds(5)
      const order = shuffled(random, nodes)
      const from = 1000 + integer(random, 0, 499)
      const to = from + 5000
      const [one = '', other = ''] = [order[0], order[4]]
      const numbers = distinctValues(random, 30)
      const back = steppedBack(random, pick(random, nodes), from + 2000, numbers.slice(22))
      // Under each key of these somebody writes last, in the cut, on this side or on that.
      const late = shuffled(random, ['x', 'y']).map((key, place) =>
        asked(
          to - 200 + place,
          place === 0 ? one : other,
          merge([key, entry(numbers[20 + place] ?? 0, 60, 'n9')]),
        ),
      )
      return storePlan('halves', seed, nodes, {
        requests: [...writes(random, nodes, numbers.slice(0, 20), 100, to - 500), ...back.requests, ...late],
        faults: [back.fault, { kind: 'partition', name: 'halves', from, to, links: halves(order) }],
        skew: skewed(random, nodes),
      })
    },
    sometimes: [diverged],
  },
  {
    name: 'lossy',
    title: 'Five nodes, their clocks apart; a fifth of all messages is lost, some are doubled or overtaken.',
    seeds: 2,
    plan(seed) {
      const random = createRandom(seed, 'lossy')
      const nodes = nodeIds(5)
      const numbers = distinctValues(random, 32)
      const back = steppedBack(random, pick(random, nodes), 1500, numbers.slice(24))
      return storePlan('lossy', seed, nodes, {
        requests: [...writes(random, nodes, numbers.slice(0, 24), 100, 3000), ...back.requests],
        faults: [back.fault],
        skew: skewed(random, nodes),
        isRough: true,
      })
    },
  },
]
