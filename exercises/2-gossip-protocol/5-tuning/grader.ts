import { statsAgree } from '../../../lib/check/gossip-stats.ts'
import { knownAfterHeal } from '../../../lib/check/healing.ts'
import { knobTurns } from '../../../lib/check/knob.ts'
import { fewMessages, spreadsFast } from '../../../lib/check/load.ts'
import { nothingLost } from '../../../lib/check/set-full.ts'
import type { Check, Grader } from '../../../lib/grade/grader.ts'
import { broadcastWorkload as workload } from '../../../lib/scenario/broadcast.ts'
import {
  everyRequestIsAnswered,
  noValueIsPhantom,
  oneNodeTalksAsScripted,
  readsAreTrue,
} from '../../usual-checks.ts'
import { answers, contract, gold, healWithinMs, knobFactor, relaxed, required } from './bounds.ts'
import { mistakes } from './mistakes.ts'
import { glance, scenarios, script } from './scenarios.ts'

const everywhere = scenarios.map(({ name }) => name)
const clusters = everywhere.filter((name) => name !== 'talk')

const checks: Check[] = [
  everyRequestIsAnswered(everywhere, answers),
  oneNodeTalksAsScripted(script),
  readsAreTrue(['talk', 'few', 'knob'], workload),
  {
    id: 'stats',
    name: 'The statistics are what was counted',
    required: true,
    scenarios: ['few', 'cut-5', 'partitions', 'knob'],
    judge: statsAgree,
  },
  {
    id: 'messages',
    name: 'Fewer than 30 messages for each operation',
    required: true,
    scenarios: ['load'],
    shrinks: false,
    judgesPartial: true,
    judge: (run) => fewMessages(run, workload, required.perOp),
  },
  {
    id: 'latency',
    name: 'Everywhere in under 400 ms (median) and 600 ms (all)',
    required: true,
    scenarios: ['load'],
    shrinks: false,
    judge: (run) => spreadsFast(run, workload, required),
  },
  {
    id: 'nothing-lost',
    name: 'Nothing is lost',
    required: true,
    scenarios: ['few', 'load'],
    judge: (run) => nothingLost(run, workload),
  },
  {
    id: 'healed',
    name: 'Five seconds after the last partition every node knows all',
    required: true,
    scenarios: ['cut-5', 'partitions'],
    judge(run) {
      const known = knownAfterHeal(run, workload, healWithinMs)
      return known.kind === 'fails' ? known : nothingLost(run, workload)
    },
  },
  {
    id: 'knob',
    name: 'More fanout and a shorter interval make more traffic',
    required: true,
    scenarios: ['knob'],
    shrinks: false,
    judge: (run) => knobTurns(run, knobFactor),
  },
  noValueIsPhantom(clusters, workload),
  {
    id: 'gold',
    name: 'Fewer than 5 messages for each operation, as fast',
    required: false,
    scenarios: ['load'],
    judge(run) {
      const few = fewMessages(run, workload, gold.perOp)
      return few.kind === 'fails' ? few : spreadsFast(run, workload, gold)
    },
  },
]

const grader: Grader = {
  contract,
  exhibit: 'load',
  writes: 'broadcast',
  scenarios,
  checks,
  mistakes,
  landmarks: {
    plan: glance,
    programs: ['flood', 'tree', 'periodic', 'hybrid'],
    limits: [required, relaxed, gold],
  },
}

export default grader
