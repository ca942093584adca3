import type { Comparison } from '../../../lib/compare/comparison.ts'
import { bytes, equal, half, lost, maximum, median, messages } from '../../../lib/compare/figures.ts'
import { createRandom } from '../../../lib/random/random.ts'
import { broadcastWorkload as workload } from '../../../lib/scenario/broadcast.ts'
import { distinctValues, pick } from '../../../lib/scenario/dice.ts'
import { broadcasted, periodicPlan } from '../../../lib/scenario/periodic.ts'
import { grid } from '../../../lib/scenario/topologies.ts'
import type { Plan } from '../../../lib/trace/plan.ts'

const programs = 'solutions/2-gossip-protocol/3-gossip-timer/references'
const nodes = Object.keys(grid(5))
const values = 20
const everyMs = 150
const latencyMs = 10
const calmMs = 2000
const awayMs = 1000
const loss = 0.3
const lastWriteAt = 50 + (values - 1) * everyMs

function plan(name: string, seed: number, lingerMs: number, more: Partial<Plan> = {}): Plan {
  const random = createRandom(seed, 'push-pull')
  const requests = distinctValues(random, values).map((message, index) =>
    broadcasted(50 + index * everyMs, pick(random, nodes), message),
  )
  return periodicPlan(name, seed, nodes, requests, {
    latency: { kind: 'constant', ms: latencyMs },
    until: lastWriteAt + lingerMs,
    ...more,
  })
}

const soonness = [half(workload), median(workload), maximum(workload)]

const comparison: Comparison = {
  slug: 'push-pull',
  title: 'Push, pull, push-pull',
  question: `Every 100 ms each of ${nodes.length} nodes turns to one random peer. Does it tell what it knows, ask what the other knows, or both? A message takes ${latencyMs} ms; ${values} values come, one every ${everyMs} ms.`,
  contenders: [
    { name: 'push', program: `${programs}/push.ts`, what: 'tells the peer all it knows' },
    { name: 'pull', program: `${programs}/pull.ts`, what: 'asks the peer, and is told all it knows' },
    { name: 'push-pull', program: `${programs}/push-pull.ts`, what: 'tells all, and is told what it lacks' },
  ],
  trials: [
    {
      name: 'calm',
      title: `Nothing goes wrong. Counted until ${calmMs / 1000} s after the last value.`,
      plan: (seed) => plan('calm', seed, calmMs),
      figures: [messages(workload), bytes(workload), ...soonness],
    },
    {
      name: 'loss',
      title: `Of all messages ${100 * loss} % are lost.`,
      plan: (seed) => plan('loss', seed, 3000, { loss }),
      figures: soonness,
    },
    {
      name: 'restart',
      title: `After the last value one node crashes, and is back ${awayMs / 1000} s later with an empty memory.`,
      plan(seed) {
        const at = lastWriteAt + 1500
        const node = pick(createRandom(seed, 'crash'), nodes)
        return plan('restart', seed, 5000, { faults: [{ kind: 'crash', node, at, restartAt: at + awayMs }] })
      },
      figures: [lost(workload), equal(workload)],
    },
  ],
}

export default comparison
