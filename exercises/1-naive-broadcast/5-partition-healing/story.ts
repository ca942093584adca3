import type { Value } from '../../../lib/protocol/message.ts'
import type { Random } from '../../../lib/random/random.ts'
import { broadcastPlan, type Request } from '../../../lib/scenario/broadcast.ts'
import { distinctValues, integer, pick } from '../../../lib/scenario/dice.ts'
import { between, halves } from '../../../lib/scenario/partitions.ts'
import type { Links } from '../../../lib/trace/event.ts'
import type { Fault, Plan, Topology } from '../../../lib/trace/plan.ts'

/** A part of the story: from when to when, what is cut, and the two groups of nodes that take writes meanwhile. */
export type Act = { name: string; from: number; to: number; links: Links; sides: [string[], string[]] }

export type Story = {
  topology: Topology
  acts: Act[]
  writes: number
  values?: (random: Random, count: number) => Value[]
  faults?: Fault[]
  /** Whether one node takes a write just before the last heal and one just after it. */
  writesAroundHeal?: boolean
  /** How long the run goes on after the last reads. */
  lingerMs?: number
}

/** Clients still write during the first part of a cut; in the rest the network shows what waiting costs. */
const writingShare = 0.65
/** When the final reads come: half a second after everything must be known. */
const finalReadsMs = 5500

/**
 * A node's last value into a cut and its first after the heal are no further apart than two of these: so soon that no
 * repair comes between them, and who takes a later value to mean that all earlier ones have come loses one for good.
 */
const aroundHealMs = { least: 15, most: 90 }

/**
 * One value before the first cut; in each cut `writes` values, on its two sides by turns, and half as many reads;
 * after the last heal nothing, or one value at once, so that whatever moves then was waiting.
 */
export function healingPlan(scenario: string, seed: number, random: Random, story: Story): Plan {
  const {
    topology,
    acts,
    writes,
    values = largeNumbers,
    faults = [],
    lingerMs = 2000,
    writesAroundHeal = false,
  } = story
  const nodes = Object.keys(topology)
  const [first, beforeHeal, afterHeal, ...rest] = values(random, 3 + writes * acts.length)
  const requests: Request[] = [{ at: 50, node: pick(random, nodes), message: first as Value }]
  for (const [act, { from, to, sides }] of acts.entries()) {
    const step = Math.floor(((to - from) * writingShare) / writes)
    for (let index = 0; index < writes; index++) {
      const side = sides[index % 2] ?? nodes
      // Every node of a side in its turn, so that none is left without a write of its own while there are enough.
      const node = side[Math.floor(index / 2) % side.length] ?? pick(random, nodes)
      const at = from + 100 + index * step + integer(random, 0, Math.floor(step / 2))
      requests.push({ at, node, message: rest[act * writes + index] as Value })
      if (index % 2 === 1) requests.push({ at: at + Math.floor(step / 3), node: pick(random, nodes) })
    }
  }
  const healedAt = Math.max(...acts.map(({ to }) => to))
  if (writesAroundHeal) {
    const node = pick(random, nodes)
    const apart = () => integer(random, aroundHealMs.least, aroundHealMs.most)
    requests.push({ at: healedAt - apart(), node, message: beforeHeal as Value })
    requests.push({ at: healedAt + apart(), node, message: afterHeal as Value })
  }
  requests.sort((a, b) => a.at - b.at)
  const settleMs = healedAt + finalReadsMs - Math.max(...requests.map(({ at }) => at))
  const partitions = acts.map(
    ({ name, from, to, links }): Fault => ({ kind: 'partition', name, from, to, links }),
  )
  return broadcastPlan(scenario, seed, topology, requests, {
    settleMs,
    faults: [...partitions, ...faults],
    until: healedAt + finalReadsMs + lingerMs,
  })
}

/** Larger than any count, sequence number or time of these runs in milliseconds, so that nothing else looks like them. */
function largeNumbers(random: Random, count: number): Value[] {
  return distinctValues(random, count).map((value) => value + 1_000_000)
}

/** The last is the first as a text: two values. */
export function numbersAndATwin(random: Random, count: number): Value[] {
  const values = largeNumbers(random, count - 1)
  return [...values, String(values[0])]
}

/** A thousand characters each, so that telling a value costs much more than asking for one. */
export function longTexts(random: Random, count: number): Value[] {
  return distinctValues(random, count).map((value) => `text ${value} `.padEnd(1000, '.'))
}

export function twoWay(name: string, from: number, to: number, sides: [string[], string[]]): Act {
  return { name, from, to, links: between(...sides), sides }
}

/** These nodes cut in the middle of their order. */
export function inHalves(name: string, from: number, to: number, nodes: string[]): Act {
  return { name, from, to, links: halves(nodes), sides: inTwo(nodes, Math.floor(nodes.length / 2)) }
}

/** The first so many, and the rest. */
export function inTwo(nodes: string[], at: number): [string[], string[]] {
  return [nodes.slice(0, at), nodes.slice(at)]
}
