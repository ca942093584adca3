import type { Comparison } from '../../../lib/compare/comparison.ts'
import { bytes, equal, lost, maximum, median, messages } from '../../../lib/compare/figures.ts'
import { createRandom } from '../../../lib/random/random.ts'
import {
  broadcastContract as contract,
  broadcastWorkload as workload,
} from '../../../lib/scenario/broadcast.ts'
import { distinctValues, pick } from '../../../lib/scenario/dice.ts'
import { halves } from '../../../lib/scenario/partitions.ts'
import { broadcasted, periodicPlan } from '../../../lib/scenario/periodic.ts'
import { grid } from '../../../lib/scenario/topologies.ts'
import type { Fault, Plan } from '../../../lib/trace/plan.ts'

const programs = 'solutions/2-gossip-protocol/5-tuning/references'
const topology = grid(5)
const nodes = Object.keys(topology)
const values = 40
const writes = { from: 100, everyMs: 50 }
const latencyMs = 10
const cut = { from: 1000, to: 4000 }
const awayMs = 1000
const calmMs = 2000
/** Long enough for who repairs at all to have repaired. */
const repairMs = 5000
const lastWriteAt = writes.from + (values - 1) * writes.everyMs
const halfwayAt = writes.from + (values / 2) * writes.everyMs

/** Values at random nodes; `lingerMs` after the last of them, or of the faults, it is over. */
function plan(name: string, seed: number, lingerMs: number, faults: Fault[] = [], faultsEndAt = 0): Plan {
  const random = createRandom(seed, 'spreading')
  const requests = distinctValues(random, values).map((message, index) =>
    broadcasted(writes.from + index * writes.everyMs, pick(random, nodes), message),
  )
  return periodicPlan(name, seed, nodes, requests, {
    ...{ topology, contract, faults },
    latency: { kind: 'constant', ms: latencyMs },
    until: Math.max(lastWriteAt, faultsEndAt) + lingerMs,
  })
}

/** A node with children in the tree of the programs: n1 is its root, and n2 to n6 are the root's children. */
function inner(seed: number): string {
  return pick(createRandom(seed, 'crash'), ['n2', 'n3', 'n4', 'n5', 'n6'])
}

const comparison: Comparison = {
  slug: 'spreading',
  title: 'Flood, tree, gossip, hybrid',
  question: `How to bring a value from one node to all? There are ${nodes.length} nodes, a message takes ${latencyMs} ms, and every ${writes.everyMs} ms a client hands a value to one of them, ${values} in all.`,
  contenders: [
    {
      name: 'flood',
      program: `${programs}/flood.ts`,
      what: 'a new value goes to all neighbours in a 5×5 grid',
    },
    {
      name: 'tree',
      program: `${programs}/tree.ts`,
      what: 'a new value goes along a tree, four children a node',
    },
    {
      name: 'gossip',
      program: `${programs}/periodic.ts`,
      what: 'every 100 ms two random peers are told all',
    },
    {
      name: 'hybrid',
      program: `${programs}/hybrid.ts`,
      what: 'the tree, and every 500 ms one random peer is told all',
    },
  ],
  trials: [
    {
      name: 'calm',
      title: `Nothing goes wrong. Counted until ${calmMs / 1000} s after the last value.`,
      plan: (seed) => plan('calm', seed, calmMs),
      figures: [messages(workload), bytes(workload), median(workload), maximum(workload)],
    },
    {
      name: 'crash',
      title: 'As half of the values are out, a node that has children in the tree crashes for good.',
      plan: (seed) => plan('crash', seed, repairMs, [{ kind: 'crash', node: inner(seed), at: halfwayAt }]),
      figures: [lost(workload), equal(workload)],
    },
    {
      name: 'restart',
      title: `The same node crashes, and is back ${awayMs / 1000} s later with an empty memory.`,
      plan(seed) {
        const restartAt = halfwayAt + awayMs
        const crash: Fault = { kind: 'crash', node: inner(seed), at: halfwayAt, restartAt }
        return plan('restart', seed, repairMs, [crash])
      },
      figures: [lost(workload), equal(workload)],
    },
    {
      name: 'partition',
      title: `The network is cut in two halves for ${(cut.to - cut.from) / 1000} s, and both take values.`,
      plan(seed) {
        const faults: Fault[] = [{ kind: 'partition', name: 'halves', ...cut, links: halves(nodes) }]
        return plan('partition', seed, repairMs, faults, cut.to)
      },
      figures: [lost(workload), equal(workload)],
    },
  ],
}

export default comparison
