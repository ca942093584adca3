import { cutsOf, lastHeal } from '../../../lib/check/cuts.ts'
import type { Run } from '../../../lib/check/run.ts'
import { type Mode, versionsOf } from '../../../lib/check/versions.ts'
import type { Scenario, Sometimes } from '../../../lib/grade/grader.ts'
import { createRandom, type Random } from '../../../lib/random/random.ts'
import { integer, pick, shuffled } from '../../../lib/scenario/dice.ts'
import { meetings, pairs } from '../../../lib/scenario/meetings.ts'
import { between } from '../../../lib/scenario/partitions.ts'
import { nodeIds } from '../../../lib/scenario/topologies.ts'
import { Story, versionsPlan } from '../../../lib/scenario/versions.ts'
import type { Plan } from '../../../lib/trace/plan.ts'
import { talk } from './talk.ts'

/** So long after the last write, or the heal, every node shows what is to remain. */
export const settledWithinMs = 5000
/** Reads come this much later. */
const spareMs = 100
const settledMs = settledWithinMs + spareMs

/** A message takes longer than this: neither writer of a race can know of the other. */
const raceMs = 4
/** How far clocks are ahead: that of the first writer of a race by much more than the others. */
const ahead = { first: { least: 400, most: 1000 }, others: { least: 0, most: 300 } }

/** Each node's own client is named by its number. */
const clientOf = (node: string) => node.replace('n', 'c')

/**
 * Two clients write one key at two of three nodes, at the same time and without knowing of each other; later one of
 * them has read both, and writes again. A second key is written twice as well, but the second time by who had read it;
 * a third likewise, but in no time and at the other node, so that the clock of what covers need not be the later one.
 * The same in both modes: nothing but the mode depends on the mode. With odd seeds clocks disagree, and the first write bears
 * the later one; with even ones they agree, and the race is a tie.
 */
function race(mode: Mode, seed: number): Plan {
  const random = createRandom(seed, 'race')
  const nodes = nodeIds(3)
  const story = new Story(nodes)
  const [one = '', other = ''] = shuffled(random, nodes)
  const [at, isTie] = [200 + integer(random, 0, 99), seed % 2 === 0]
  const skewOf = (node: string) => {
    const { least, most } = node === one ? ahead.first : ahead.others
    return integer(random, least, most)
  }
  const skew = isTie ? {} : Object.fromEntries(nodes.map((node) => [node, skewOf(node)]))
  const note = { key: 'note', client: clientOf(one), node: one }
  const cart = { key: 'cart', at, client: clientOf(one), node: one }
  story.mode(mode)
  story.write({ ...cart, value: 'milk' })
  const later = isTie ? at : at + integer(random, 1, raceMs)
  story.write({ ...cart, at: later, client: clientOf(other), node: other, value: 'bread' })
  story.write({ ...note, at: at + 50, value: 'call Ann' })
  const draft = { key: 'draft', at: at + 100, client: clientOf(one), node: one }
  const seen = story.write({ ...draft, value: 'Dear Ann' })
  const covering = { ...draft, at: later + 100, client: clientOf(other), node: other }
  story.write({ ...covering, value: 'Dear Ann, dear Bob', context: seen })
  story.meet()
  const readAt = at + 100 + settledMs
  story.readAll(readAt)
  const both = story.merged(one, 'cart')
  story.write({ ...cart, at: readAt + 100, value: 'milk and bread', context: both })
  const heard = story.merged(other, 'note')
  story.write({
    ...note,
    at: readAt + 100,
    client: clientOf(other),
    node: other,
    value: 'done',
    context: heard,
  })
  story.readAll(readAt + 100 + settledMs)
  const until = readAt + 100 + settledMs + spareMs
  return versionsPlan(`race-${mode}`, seed, story, { skew, until })
}

/** One of two clocks is so much behind; within this time its node's clients write so often. */
const behind = { ms: 900, writes: 8, everyMs: 100 }

/**
 * In lww mode a node whose clock is behind takes write after write, while the other's comes to it, and each is read at
 * once. Who takes the clock of a write from what is there keeps the last of them; so the other node has the last word.
 */
function late(seed: number): Plan {
  const random = createRandom(seed, 'behind')
  const nodes = nodeIds(2)
  const [slow = '', fast = ''] = shuffled(random, nodes)
  const story = new Story(nodes)
  story.mode('lww')
  const at = 200 + integer(random, 0, 99)
  const ahead = { key: 'x', client: clientOf(fast), node: fast }
  story.write({ ...ahead, at, value: 'ahead' })
  for (let count = 1; count <= behind.writes; count++) {
    const when = at + count * behind.everyMs
    story.write({ key: 'x', client: clientOf(slow), node: slow, at: when, value: `late ${count}` })
    story.read(when, slow, 'x')
  }
  const lastAt = at + 2 * behind.ms
  story.write({ ...ahead, at: lastAt, value: 'last' })
  story.readAll(lastAt + settledMs)
  return versionsPlan('behind-lww', seed, story, {
    skew: { [fast]: behind.ms },
    until: lastAt + settledMs + spareMs,
  })
}

const keysInHalves = ['', '__proto__', 'cart']

/** Five nodes that know the same are cut in two; both sides write. After the heal somebody settles what there is. */
function halves(mode: Mode, seed: number): Plan {
  const random = createRandom(seed, 'halves')
  const nodes = nodeIds(5)
  const story = new Story(nodes)
  const order = shuffled(random, nodes)
  const sides = [order.slice(0, 2), order.slice(2)]
  story.mode(mode)
  const known = new Map(
    keysInHalves.map((key, index) => {
      const node = pick(random, nodes)
      return [
        key,
        story.write({ at: 100 + 50 * index, client: clientOf(node), node, key, value: `${key} at first` }),
      ]
    }),
  )
  story.meet()
  const from = 100 + 50 * keysInHalves.length + settledMs
  const to = from + 3000
  const values = new Map(keysInHalves.map((key) => [key, awkwardValues(random, key)]))
  for (let index = 0; index < 4 * keysInHalves.length; index++) {
    const key = keysInHalves[index % keysInHalves.length] as string
    const round = Math.floor(index / keysInHalves.length)
    const node = pick(random, sides[round % 2] ?? nodes)
    // Every key gets a write on each side that builds on what all know, and then others that may be blind.
    const context = round < 2 || random() < 0.5 ? (known.get(key) ?? {}) : {}
    const value = values.get(key)?.[round] ?? round
    story.write({
      at: from + 100 + 150 * index + integer(random, 0, 49),
      client: clientOf(node),
      node,
      key,
      value,
      context,
    })
  }
  story.meet()
  story.readAll(to + settledMs)
  for (const [index, key] of keysInHalves.slice(1).entries()) {
    const node = pick(random, nodes)
    const at = to + settledMs + 100 + 50 * index
    const context = story.merged(node, key)
    story.write({ at, client: clientOf(node), node, key, value: `${key} at last`, context })
  }
  const readAt = to + 2 * settledMs + 200
  story.readAll(readAt)
  const cut = {
    kind: 'partition' as const,
    name: 'halves',
    from,
    to,
    links: between(order.slice(0, 2), order.slice(2)),
  }
  return versionsPlan(`halves-${mode}`, seed, story, { faults: [cut], until: readAt + spareMs })
}

/** One of them is as good as nothing to a careless program. */
function awkwardValues(random: Random, key: string) {
  return shuffled(random, [0, { a: [1], b: '1' }, `${key} in words`, ['1', 1]])
}

const historyKeys = Array.from({ length: 8 }, (_, index) => `k${index + 1}`)
const phaseMs = 1500

/**
 * Three nodes that meet two at a time, in any order, while their clients write; messages are lost, doubled and
 * overtake each other until all may meet. Every key has a history of its own: four writes, anywhere, blind or not.
 */
function orders(seed: number): Plan {
  const random = createRandom(seed, 'orders')
  const nodes = nodeIds(3)
  const story = new Story(nodes)
  const phases = [[], ...shuffled(random, pairs(nodes))]
  const end = phases.length * phaseMs
  story.mode('vv')
  const writes = historyKeys.flatMap((key) =>
    [0, 1, 2, 3].map((step) => ({ key, step, at: integer(random, 50, end - 100) })),
  )
  for (const { key, step, at } of writes.toSorted((a, b) => a.at - b.at)) {
    const node = pick(random, nodes)
    const context = random() < 0.5 ? {} : story.merged(node, key)
    story.write({
      at,
      client: clientOf(node),
      node,
      key,
      value: `${key}${'abcd'[step]}`,
      context,
    })
  }
  story.readAll(end + settledMs)
  return versionsPlan('orders', seed, story, {
    faults: [...meetings(nodes, phases, phaseMs), { kind: 'loss', from: 0, to: end, probability: 0.1 }],
    ...{ duplicate: 0.1, reorder: 0.2, reorderMs: 200, until: end + settledMs + spareMs },
  })
}

/** Neither writer's node showed what the other had written when it took its own. */
const raced: Sometimes = {
  name: 'two nodes take a write of one key, and neither knows of the other',
  happened(run: Run) {
    const [one, other] = versionsOf(run).filter(({ key }) => key === 'cart')
    const learned = one && run.facts.knowledge.get(JSON.stringify(one.text))?.learned
    return (
      one !== undefined &&
      other !== undefined &&
      !((learned?.get(other.operation.node)?.id ?? Infinity) < other.arrival.id)
    )
  },
}

/** Before the cut ends, somebody has seen what another has not, and the other way round. */
const bothDiverged: Sometimes = {
  name: 'when the cut ends, each of two nodes has seen what the other lacks',
  happened(run: Run) {
    const healedAt = lastHeal(cutsOf(run)) ?? 0
    const lacking = [...run.facts.knowledge.values()].map(({ learned }) =>
      run.trace.plan.nodes.filter((node) => (learned.get(node)?.at ?? healedAt) >= healedAt).join(' '),
    )
    return new Set(lacking.filter((nodes) => nodes !== '')).size > 1
  },
}

function talkPlan(mode: Mode, seed: number): Plan {
  const story = talk(mode)
  return versionsPlan(`talk-${mode}`, seed, story, {
    until: story.until,
    latency: { kind: 'constant', ms: 10 },
  })
}

export const scenarios: Scenario[] = [
  {
    name: 'talk-vv',
    title: 'One node and its clients, in vv mode: blind writes, old contexts, contexts that cover all.',
    seeds: 1,
    plan: (seed) => talkPlan('vv', seed),
  },
  {
    name: 'talk-lww',
    title: 'The same talk with one node in lww mode.',
    seeds: 1,
    plan: (seed) => talkPlan('lww', seed),
  },
  {
    name: 'race-vv',
    title:
      'Three nodes in vv mode; two clients write one key at two of them at once, and later one settles it.',
    seeds: 2,
    plan: (seed) => race('vv', seed),
    sometimes: [raced],
  },
  {
    name: 'race-lww',
    title: 'The very same race in lww mode.',
    seeds: 2,
    plan: (seed) => race('lww', seed),
    sometimes: [raced],
  },
  {
    name: 'behind-lww',
    title: 'Two nodes in lww mode; one whose clock is behind takes writes of what the other has written.',
    seeds: 1,
    plan: late,
  },
  {
    name: 'orders',
    title:
      'Three nodes in vv mode that meet two at a time; eight keys of four writes each, on a bad network.',
    seeds: 2,
    plan: orders,
  },
  {
    name: 'halves-vv',
    title: 'Five nodes in vv mode, cut in two while both sides write.',
    seeds: 2,
    plan: (seed) => halves('vv', seed),
    sometimes: [bothDiverged],
  },
  {
    name: 'halves-lww',
    title: 'The same cut in lww mode.',
    seeds: 1,
    plan: (seed) => halves('lww', seed),
    sometimes: [bothDiverged],
  },
]
