import type { Comparison } from '../../../lib/compare/comparison.ts'
import { bytes, equal, lost, maximum, median, messages } from '../../../lib/compare/figures.ts'
import { createRandom } from '../../../lib/random/random.ts'
import { broadcastWorkload as workload } from '../../../lib/scenario/broadcast.ts'
import { distinctValues, pick } from '../../../lib/scenario/dice.ts'
import { halves } from '../../../lib/scenario/partitions.ts'
import { broadcasted, periodicPlan } from '../../../lib/scenario/periodic.ts'
import { grid } from '../../../lib/scenario/topologies.ts'
import type { Fault, Plan } from '../../../lib/trace/plan.ts'

const programs = 'solutions/2-gossip-protocol/3-gossip-timer/references'
const nodes = Object.keys(grid(5))
const values = 30
const everyMs = 100
const lastWriteAt = 50 + (values - 1) * everyMs
const lingerMs = 2000
const repairMs = 3000
const cut = { from: 1000, to: 3000 }

function plan(name: string, seed: number, faults: Fault[] = [], more: Partial<Plan> = {}): Plan {
  const random = createRandom(seed, 'registry')
  const requests = distinctValues(random, values).map((message, index) =>
    broadcasted(50 + index * everyMs, pick(random, nodes), message),
  )
  return periodicPlan(name, seed, nodes, requests, {
    latency: { kind: 'constant', ms: 10 },
    faults,
    until: lastWriteAt + lingerMs,
    ...more,
  })
}

const comparison: Comparison = {
  slug: 'registry',
  title: 'Gossip, or a central registry',
  question: `One node that knows everything, or none in particular? There are ${nodes.length} nodes, and ${values} values come, one every ${everyMs} ms. Every 100 ms each node turns to the registry, or to a random peer.`,
  contenders: [
    {
      name: 'registry',
      program: `${programs}/registry.ts`,
      what: 'n1 numbers all values; the others bring it theirs and fetch what is new',
    },
    {
      name: 'gossip',
      program: `${programs}/push-pull.ts`,
      what: 'tells a random peer all, and is told what it lacks',
    },
  ],
  trials: [
    {
      name: 'calm',
      title: `Nothing goes wrong. Counted until ${lingerMs / 1000} s after the last value.`,
      plan: (seed) => plan('calm', seed),
      figures: [messages(workload), bytes(workload), median(workload), maximum(workload)],
    },
    {
      name: 'crash',
      title: 'Halfway n1 crashes for good. What clients bring to the others is acknowledged as before.',
      plan: (seed) => plan('crash', seed, [{ kind: 'crash', node: 'n1', at: lastWriteAt / 2 }]),
      figures: [lost(workload), equal(workload)],
    },
    {
      name: 'partition',
      title: `The network is cut in two halves for ${(cut.to - cut.from) / 1000} s, and both take values.`,
      plan(seed) {
        const faults: Fault[] = [{ kind: 'partition', name: 'halves', ...cut, links: halves(nodes) }]
        return plan('partition', seed, faults, { until: cut.to + repairMs })
      },
      figures: [lost(workload), median(workload), equal(workload)],
    },
  ],
}

export default comparison
