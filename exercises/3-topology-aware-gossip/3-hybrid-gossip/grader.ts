import { answersAsDocumented } from '../../../lib/check/answers.ts'
import { wentAsScripted } from '../../../lib/check/conversation.ts'
import { deliveriesAgree, deliveriesAnswered } from '../../../lib/check/delivery-info.ts'
import { knownAfterHeal } from '../../../lib/check/healing.ts'
import {
  arrivesByTree,
  costsLittle,
  fastAsTree,
  payloadWithin,
  treeIsTree,
} from '../../../lib/check/hybrid-cost.ts'
import { hybridStatsAgree } from '../../../lib/check/hybrid-stats.ts'
import { knownInTime } from '../../../lib/check/in-time.ts'
import { nothingLost } from '../../../lib/check/set-full.ts'
import type { Check, Grader } from '../../../lib/grade/grader.ts'
import { broadcastWorkload as workload } from '../../../lib/scenario/broadcast.ts'
import { noValueIsPhantom, readsAreTrueOnceAcknowledged } from '../../usual-checks.ts'
import { allowance, answers, contract, hopMs, lazyFactor, repairMs, treeFactor, treeShare } from './bounds.ts'
import { mistakes } from './mistakes.ts'
import { glance, scenarios, script } from './scenarios.ts'

const everywhere = scenarios.map(({ name }) => name)
const clusters = everywhere.filter((name) => name !== 'one-node')
const failing = ['crash-7', 'loss-25', 'cut-10']

const checks: Check[] = [
  {
    id: 'answers',
    name: 'Every request is answered, in the documented shape',
    required: true,
    scenarios: everywhere,
    judge(run) {
      const answered = answersAsDocumented(run, answers)
      return answered.kind === 'fails' ? answered : deliveriesAnswered(run)
    },
  },
  {
    id: 'one-node',
    name: 'A node alone has all values from its clients, by the tree and 0 hops',
    required: true,
    scenarios: ['one-node'],
    judge: (run) => wentAsScripted(run, script),
  },
  readsAreTrueOnceAcknowledged(everywhere, workload),
  {
    id: 'nothing-lost',
    name: 'With nothing failing, every value reaches every node',
    required: true,
    scenarios: everywhere.filter((name) => !failing.includes(name)),
    judge: (run) => nothingLost(run, workload),
  },
  {
    id: 'speed',
    name: 'With nothing failing, values are everywhere as fast as a tree can be',
    required: true,
    scenarios: ['three', 'calm-25'],
    judge: (run) => fastAsTree(run, workload, hopMs),
  },
  {
    id: 'share',
    name: 'With nothing failing, at least 95 % arrive by the tree',
    required: true,
    scenarios: ['calm-25'],
    judge: (run) => arrivesByTree(run, workload, treeShare),
  },
  {
    id: 'tree',
    name: 'With nothing failing, the tree takes at most 1.5 × (n − 1) messages a value',
    required: true,
    scenarios: ['calm-25'],
    judgesPartial: true,
    judge: (run) => treeIsTree(run, workload, treeFactor),
  },
  {
    id: 'repaired',
    name: 'Fifteen seconds after the last value or heal every node knows all',
    required: true,
    scenarios: failing,
    judge(run) {
      const known = run.trace.plan.faults.some(({ kind }) => kind === 'partition')
        ? knownAfterHeal(run, workload, repairMs)
        : knownInTime(run, workload, repairMs)
      return known.kind === 'fails' ? known : nothingLost(run, workload)
    },
  },
  {
    id: 'delivery',
    name: 'delivery_info tells how a value came first, and over how many hops',
    required: true,
    scenarios: clusters,
    judge: deliveriesAgree,
  },
  {
    id: 'stats',
    name: 'hybrid_stats counts the values that came by the tree and by gossip',
    required: true,
    scenarios: clusters,
    judge: hybridStatsAgree,
  },
  {
    id: 'cost',
    name: 'All forwards keep to 1.5 × the tree and 2 a node every 200 ms',
    required: true,
    scenarios: clusters,
    shrinks: false,
    judgesPartial: true,
    judge: (run) => costsLittle(run, workload, allowance),
  },
  noValueIsPhantom(everywhere, workload),
  {
    id: 'lazy',
    name: 'Values are sent at most 1.2 times as often as by the tree alone, in bytes',
    required: false,
    scenarios: ['long-values'],
    judge: (run) => payloadWithin(run, workload, lazyFactor),
  },
]

const grader: Grader = {
  contract,
  exhibit: 'calm-25',
  writes: 'broadcast',
  scenarios,
  checks,
  mistakes,
  landmarks: { plan: glance, programs: ['tree', 'gossip', 'hybrid'], limits: [] },
}

export default grader
