import type { Comparison, Contender } from '../../../lib/compare/comparison.ts'
import { lost, median, messages, missing } from '../../../lib/compare/figures.ts'
import { createRandom } from '../../../lib/random/random.ts'
import { broadcastWorkload as workload } from '../../../lib/scenario/broadcast.ts'
import { distinctValues, pick } from '../../../lib/scenario/dice.ts'
import { type Asked, broadcasted, periodicContract, periodicPlan } from '../../../lib/scenario/periodic.ts'
import { grid } from '../../../lib/scenario/topologies.ts'
import type { Plan } from '../../../lib/trace/plan.ts'

const once = 'solutions/2-gossip-protocol/1-gossip-fanout/solution.ts'
const forever = 'solutions/2-gossip-protocol/5-tuning/references/periodic.ts'
const nodes = Object.keys(grid(5))
const values = 60
const everyMs = 40
const lingerMs = 2000
const loss = 0.2
/** How many peers the programs that forward once are told to draw. */
const fanouts: { [contender: string]: number } = { 'once to 2': 2, 'once to 5': 5 }

function plan(name: string, seed: number, { name: contender }: Contender, more: Partial<Plan> = {}): Plan {
  const random = createRandom(seed, 'forwarding')
  const fanout = fanouts[contender]
  const told = fanout === undefined ? [] : nodes.map((node) => configured(node, fanout))
  const writes = distinctValues(random, values).map((message, index) =>
    broadcasted(50 + index * everyMs, pick(random, nodes), message),
  )
  return periodicPlan(name, seed, nodes, [...told, ...writes], {
    contract: { ...periodicContract, configure: { fanout: 'integer' } },
    latency: { kind: 'constant', ms: 10 },
    until: 50 + values * everyMs + lingerMs,
    ...more,
  })
}

function configured(node: string, fanout: number): Asked {
  return { at: 0, node, body: { type: 'configure', fanout } }
}

const figures = [messages(workload), lost(workload), missing(workload), median(workload)]

const comparison: Comparison = {
  slug: 'forwarding',
  title: 'Forward once, forward for ever',
  question: `Is it enough to pass a value on once? Of ${nodes.length} nodes each passes on what it learns, to random peers; ${values} values come, one every ${everyMs} ms. Nothing crashes.`,
  contenders: [
    { name: 'once to 2', program: once, what: 'when a value is new, it goes to two random peers' },
    { name: 'once to 5', program: once, what: 'when a value is new, it goes to five' },
    { name: 'for ever', program: forever, what: 'every 100 ms two random peers are told all' },
  ],
  trials: [
    {
      name: 'calm',
      title: `No message is lost. Counted until ${lingerMs / 1000} s after the last value.`,
      plan: (seed, contender) => plan('calm', seed, contender),
      figures,
    },
    {
      name: 'loss',
      title: `Of all messages ${100 * loss} % are lost.`,
      plan: (seed, contender) => plan('loss', seed, contender, { loss }),
      figures,
    },
  ],
}

export default comparison
