import type { Json } from '../../../lib/protocol/message.ts'
import type { Random } from '../../../lib/random/random.ts'
import { integer, pick, shuffled } from '../../../lib/scenario/dice.ts'
import { everyOrder, type Told, withRepeats } from '../../../lib/scenario/isolated.ts'
import { entry, merge, read } from './talk.ts'

// Entries that only the second or the third part of the order tells apart.

/** In code units: "N2" < "n1" < "n10" < "n2" < "n9"; by number, or as people sort, otherwise. */
const nodes = [undefined, 'N2', 'n1', 'n10', 'n2', 'n9']

/** In the code units of their JSON text; compared as they are, or as text without quotes, some come otherwise. */
const values: Json[] = [
  'z',
  'a',
  'a!',
  'B',
  '',
  '10',
  '😀',
  '～',
  -1,
  0,
  9,
  10,
  0.5,
  [],
  [10],
  [9],
  false,
  null,
  true,
  {},
  { a: 3, b: 1 },
  { b: 0, a: 2 },
  { '10': 1, '9': 2 },
  { '9': 3, '10': 0 },
]

type Pair = [Json, Json]

/** Pairs that trip a known comparison each; the others are drawn. */
const telling: [Json, Json][] = [
  [9, 10],
  ['a', 'a!'],
  [
    { a: 3, b: 1 },
    { b: 0, a: 2 },
  ],
  [
    { '10': 1, '9': 2 },
    { '9': 3, '10': 0 },
  ],
  ['😀', '～'],
  [{ a: { b: 1 } }, { a: { b: 2 } }],
  [null, { a: 3, b: 1 }],
  [0, ''],
]

/** The same for nodes: by number, as people sort, and with no node last. */
const tellingNodes: [string | undefined, string | undefined][] = [
  ['n10', 'n9'],
  ['N2', 'n1'],
  [undefined, 'N2'],
  [undefined, 'n9'],
]

/** Two entries with one ts each; every pair is newer than the one before, so that all fit under one key. */
function tiedPairs(random: Random): Pair[] {
  const valuePairs = [...telling, ...drawn(random, values, 4)]
  const nodePairs = [...tellingNodes, ...drawn(random, nodes, 3)]
  const pairs = [
    ...valuePairs.map(([one, other]) => (ts: number): Pair => {
      const node = pick(random, nodes)
      return [entry(one, ts, node), entry(other, ts, node)]
    }),
    ...nodePairs.map(([one, other]) => (ts: number): Pair => {
      const [first, second] = shuffled(random, values)
      return [entry(first as Json, ts, one), entry(second as Json, ts, other)]
    }),
  ]
  return shuffled(random, pairs).map((pair, place) => pair(10 + place))
}

/** One replica is told each pair in this order, another in the other. */
export function oppositeHistories(random: Random, key: string): Told[][] {
  const pairs = tiedPairs(random).map((pair) => shuffled(random, pair))
  const told = (pair: Json[]) => [...pair.map((one) => merge([key, one])), read(key)]
  return [pairs.flatMap(told), pairs.flatMap((pair) => told([...pair].reverse()))]
}

/** The keys of what is told in every order: tied by nothing, by ts, and by ts and node. */
export const orderKeys = ['by ts', 'by node', 'by value']

/** Four updates in each of their 24 orders, one of them twice; then every key is read. */
export function everyHistory(random: Random): Told[][] {
  const times = shuffled(random, [11, 12.5, 12.25, integer(random, 13, 20)])
  const some = shuffled(random, nodes).slice(0, 4)
  const same = shuffled(random, values).slice(0, 4)
  const others = shuffled(random, values)
  const node = pick(random, nodes)
  const updates = times.map((ts, place) =>
    merge(
      ['by ts', entry(others[place] as Json, ts, pick(random, nodes))],
      ['by node', entry(others[place + 4] as Json, 11, some[place])],
      ['by value', entry(same[place] as Json, 11, node)],
    ),
  )
  return everyOrder(updates).map((order) => [...withRepeats(random, order, 1), ...orderKeys.map(read)])
}

function allPairs<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((one, place) => items.slice(place + 1).map((other): [T, T] => [one, other]))
}

function drawn<T>(random: Random, items: readonly T[], count: number): [T, T][] {
  return shuffled(random, allPairs(items)).slice(0, count)
}
