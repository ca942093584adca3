import type { Scenario, Sometimes } from '../../../lib/grade/grader.ts'
import type { Value } from '../../../lib/protocol/message.ts'
import { createRandom, type Random } from '../../../lib/random/random.ts'
import { broadcastObserve as observe } from '../../../lib/scenario/broadcast.ts'
import { conversationPlan } from '../../../lib/scenario/conversation.ts'
import { distinctValues, integer, pick, shuffled } from '../../../lib/scenario/dice.ts'
import { type Asked, broadcasted, readAll } from '../../../lib/scenario/periodic.ts'
import { bothKnewMore } from './exercised.ts'
import { blocks, contract, heals, orderedPlan, split, status } from './orders.ts'
import { script } from './talk.ts'

const five = ['n1', 'n2', 'n3', 'n4', 'n5']

/** Every node is asked for its status at this time. */
function statusOfAll(at: number): Asked[] {
  return five.map((node) => status(at, node))
}

/** A moment after `at`, another for each node: orders do not come everywhere at once. */
function around(random: Random, at: number): () => number {
  return () => at + integer(random, 0, 30)
}

/** The node is asked so many times. */
function statusOften(from: number, node: string, times: number, everyMs: number): Asked[] {
  return Array.from({ length: times }, (_, index) => status(from + index * everyMs, node))
}

/** Large numbers that look like nothing else in a message, and at the end one of them as a text. */
function valuesWithTwin(random: Random, count: number): Value[] {
  const values = distinctValues(random, count - 1).map((value) => value + 1_000_000)
  return [...values, String(values[0])]
}

type Told = { name: string; title: string; seeds: number; sometimes?: Sometimes[] }
type Story = { requests: Asked[]; slow?: boolean }

function scenario(told: Told, tell: (random: Random) => Story): Scenario {
  return {
    ...told,
    plan(seed) {
      const { requests, slow } = tell(createRandom(seed, told.name))
      return orderedPlan(
        told.name,
        seed,
        requests,
        slow ? { latency: { kind: 'uniform', min: 40, max: 120 } } : {},
      )
    },
  }
}

export const scenarios: Scenario[] = [
  {
    name: 'talk',
    title: 'One node, and a client that tells it whom to block.',
    seeds: 1,
    plan: (seed) =>
      conversationPlan(
        'talk',
        seed,
        script.map(({ request }) => request),
        { contract, observe },
      ),
  },
  scenario(
    {
      name: 'one-blocks-one',
      title: 'One node is told to block another, which is told nothing and goes on talking.',
      seeds: 2,
    },
    (random) => {
      const [node = '', peer = '', third = ''] = shuffled(random, five)
      const [first, probe, foreign, mine] = valuesWithTwin(random, 4) as [Value, Value, Value, Value]
      // Everybody knows the first value by now, so nothing is owed to anyone; and no timer falls due at such a moment.
      const from = 4000 + integer(random, 0, 400) + 0.137
      return {
        requests: [
          ...statusOfAll(50),
          broadcasted(100, third, first),
          status(from - 1, node),
          blocks(from, node, [peer]),
          status(from, node),
          broadcasted(from, node, probe),
          status(from, node),
          ...statusOften(from + 20, node, 20, 50),
          broadcasted(from + 200, peer, foreign),
          broadcasted(from + 500, node, mine),
          status(from + 4000, node),
          heals(from + 4000, node),
          ...statusOften(from + 4000, node, 4, 400),
          ...statusOfAll(from + 7200),
          ...readAll(from + 7300, five),
        ],
      }
    },
  ),
  scenario(
    {
      name: 'two-groups',
      title: 'Two nodes and three, each told to block all of the other group; both sides take writes.',
      seeds: 2,
      sometimes: [bothKnewMore],
    },
    (random) => {
      const order = shuffled(random, five)
      const groups = [order.slice(0, 2), order.slice(2)]
      const values = valuesWithTwin(random, 12)
      const from = integer(random, 1000, 1999)
      const healAt = from + 5000
      const during = values.slice(1, 10).map((value, index) => {
        const side = groups[index % 2] ?? five
        return broadcasted(from + 100 + index * integer(random, 60, 180), pick(random, side), value)
      })
      return {
        requests: [
          broadcasted(100, pick(random, five), values[0] as Value),
          ...statusOfAll(500),
          ...split(around(random, from), ...groups),
          ...during,
          ...statusOfAll(from + 60),
          ...statusOfAll(from + 900),
          ...readAll(from + 2000, five),
          // Just before the heal, and just after it.
          broadcasted(healAt - 40, pick(random, groups[0] ?? five), values[10] as Value),
          ...statusOfAll(healAt - 1),
          ...five.map((node) => heals(around(random, healAt)(), node)),
          broadcasted(healAt + 60, pick(random, five), values[11] as Value),
          ...statusOfAll(healAt + 50),
          ...statusOfAll(healAt + 1500),
          ...readAll(healAt + 3200, five),
          ...statusOfAll(healAt + 3200),
        ],
      }
    },
  ),
  scenario(
    {
      name: 'deaf-and-mute',
      title: 'One node is told to block all others; nobody else is told anything.',
      seeds: 2,
      sometimes: [bothKnewMore],
    },
    (random) => {
      const [alone = '', ...others] = shuffled(random, five)
      const values = valuesWithTwin(random, 8)
      const from = integer(random, 1000, 1999)
      const during = values
        .slice(1)
        .map((value, index) =>
          broadcasted(
            from + 50 + index * integer(random, 100, 300),
            index % 2 === 0 ? alone : pick(random, others),
            value,
          ),
        )
      return {
        requests: [
          broadcasted(100, pick(random, five), values[0] as Value),
          blocks(from, alone, shuffled(random, others)),
          ...during,
          ...statusOften(from + 20, alone, 20, 150),
          ...statusOfAll(from + 2000),
          heals(from + 4000, alone),
          ...statusOften(from + 4001, alone, 3, 700),
          ...readAll(from + 7200, five),
          ...statusOfAll(from + 7200),
        ],
      }
    },
  ),
  scenario(
    {
      name: 'replaced',
      title:
        'One node alone against four; then, with no heal in between, two other groups; then empty lists for some, a heal for the rest.',
      seeds: 2,
      sometimes: [bothKnewMore],
    },
    (random) => {
      const [a = '', b = '', ...others] = shuffled(random, five)
      const values = valuesWithTwin(random, 10)
      const first = integer(random, 1000, 1999)
      const second = first + 1200
      const third = second + 4200
      const write = (at: number, node: string, index: number) => broadcasted(at, node, values[index] as Value)
      return {
        requests: [
          write(100, pick(random, five), 0),
          ...split(around(random, first), [a], [b, ...others]),
          write(first + 150, a, 1),
          write(first + 250, b, 2),
          write(first + 400, pick(random, others), 3),
          ...statusOfAll(first + 600),
          ...split(around(random, second), [a, b], others),
          write(second + 100, a, 4),
          write(second + 200, pick(random, others), 5),
          write(second + 300, b, 6),
          write(second + 400, pick(random, others), 7),
          ...statusOfAll(second + 50),
          ...statusOfAll(second + 1000),
          ...readAll(second + 4000, five),
          ...five.map((node, index) => {
            const at = around(random, third)()
            return index % 2 === 0 ? blocks(at, node, []) : heals(at, node)
          }),
          write(third - 50, a, 8),
          write(third + 50, pick(random, others), 9),
          ...statusOfAll(third + 40),
          ...statusOfAll(third + 1500),
          ...readAll(third + 3200, five),
          ...statusOfAll(third + 3200),
        ],
      }
    },
  ),
  scenario(
    {
      name: 'under-way',
      title:
        'Slow links; everybody is told to block now these and now those, so that orders fall between a request and its answer.',
      seeds: 2,
    },
    (random) => {
      const values = valuesWithTwin(random, 16)
      const orders = five.flatMap((node) => {
        const others = five.filter((other) => other !== node)
        return Array.from({ length: 9 }, (_, index): Asked[] => {
          const at = 600 + 600 * index + integer(random, 0, 500)
          const isHeal = random() < 0.25
          const list = shuffled(random, others).slice(0, integer(random, 1, 3))
          return [
            isHeal ? heals(at, node) : blocks(at, node, list),
            status(at + 60, node),
            status(at + 100, node),
          ]
        }).flat()
      })
      const healAt = 6600
      return {
        requests: [
          ...statusOfAll(50),
          ...values.map((value, index) =>
            broadcasted(200 + 370 * index + integer(random, 0, 200), pick(random, five), value),
          ),
          ...orders,
          ...five.map((node) => heals(around(random, healAt)(), node)),
          ...statusOfAll(healAt + 40),
          ...statusOfAll(healAt + 1500),
          ...readAll(healAt + 3300, five),
          ...statusOfAll(healAt + 3300),
        ],
        slow: true,
      }
    },
  ),
]
