import type { Comparison } from '../../../lib/compare/comparison.ts'
import { bytesToEqual, equal } from '../../../lib/compare/figures.ts'
import { bytesPerNodeSecond } from '../../../lib/compare/measures.ts'
import { createRandom, type Random } from '../../../lib/random/random.ts'
import { broadcastWorkload as workload } from '../../../lib/scenario/broadcast.ts'
import { distinctValues, pick } from '../../../lib/scenario/dice.ts'
import { halves } from '../../../lib/scenario/partitions.ts'
import { type Asked, broadcasted, periodicPlan } from '../../../lib/scenario/periodic.ts'
import { complete } from '../../../lib/scenario/topologies.ts'
import type { Fault, Plan } from '../../../lib/trace/plan.ts'

const task = 'solutions/2-gossip-protocol/4-anti-entropy'
const nodes = Object.keys(complete(10))
const common = 200
const fresh = { few: 3, many: 20 }
/** By then all have had the common values for long. */
const settledAt = 5000
const differAt = 7000
const endAt = 13_000
const cut: Fault = { kind: 'partition', name: 'halves', from: settledAt, to: 7500, links: halves(nodes) }

/** The common values in the first 100 ms, at nodes by turns, and what else comes later. */
function plan(
  name: string,
  seed: number,
  until: number,
  later: (random: Random, values: number[]) => Asked[],
  faults: Fault[] = [],
): Plan {
  const random = createRandom(seed, 'anti-entropy')
  const values = distinctValues(random, common + fresh.many)
  const load = values
    .slice(0, common)
    .map((message, index) =>
      broadcasted((100 * index) / common, nodes[index % nodes.length] ?? 'n1', message),
    )
  const requests = [...load, ...later(random, values.slice(common))]
  return periodicPlan(name, seed, nodes, requests, { faults, until })
}

const comparison: Comparison = {
  slug: 'anti-entropy',
  title: 'Full state, digest, bucketed digest',
  question: `How do two nodes find out what one has and the other lacks? There are ${nodes.length} nodes that hold ${common} values; about twice a second each compares with a random peer. A message takes 5 to 20 ms.`,
  contenders: [
    {
      name: 'full state',
      program: `${task}/mistakes/always-full-state.ts`,
      what: 'sends all values in every exchange',
    },
    {
      name: 'digest',
      program: `${task}/variants/full-state.ts`,
      what: 'sends a digest, and all values where it differs',
    },
    {
      name: 'buckets',
      program: `${task}/solution.ts`,
      what: 'sends a digest, then those of 64 buckets, then the values of the buckets that differ',
    },
  ],
  trials: [
    {
      name: 'few',
      title: `First all hold the same for ${(differAt - settledAt) / 1000} s; then ${fresh.few} new values come at once.`,
      plan: (seed) =>
        plan('few', seed, endAt, (random, added) =>
          added.slice(0, fresh.few).map((message) => broadcasted(differAt, pick(random, nodes), message)),
        ),
      figures: [
        {
          id: 'idleBytesPerNodeSecond',
          head: 'in sync, bytes/node/s',
          unit: 'bytes',
          best: 'fewest bytes in sync',
          measure: (run) => bytesPerNodeSecond(run, settledAt, differAt),
        },
        bytesToEqual(workload, differAt),
        equal(workload),
      ],
    },
    {
      name: 'partition',
      title: `The network is cut in two halves for ${(cut.to - cut.from) / 1000} s, and ${fresh.many} new values come.`,
      plan: (seed) =>
        plan(
          'partition',
          seed,
          endAt,
          (random, added) =>
            added.map((message, index) =>
              broadcasted(cut.from + 50 + 100 * index, pick(random, nodes), message),
            ),
          [cut],
        ),
      figures: [bytesToEqual(workload, cut.to), equal(workload)],
    },
  ],
}

export default comparison
