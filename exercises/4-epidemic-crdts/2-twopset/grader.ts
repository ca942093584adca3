import { wentAsScripted } from '../../../lib/check/conversation.ts'
import { knownAfterHeal } from '../../../lib/check/healing.ts'
import { readsTruly } from '../../../lib/check/observed.ts'
import { removedEverywhere, removesTruly, staysRemoved } from '../../../lib/check/removals.ts'
import { nothingLost } from '../../../lib/check/set-full.ts'
import { actsAsTwoPhaseSet } from '../../../lib/check/two-phase-set.ts'
import type { Check, Grader } from '../../../lib/grade/grader.ts'
import {
  cutOffNodesAnswer,
  everyRequestIsAnswered,
  mergingLeavesNoTrace,
  noElementIsPhantom,
  replicasShowTheAcknowledged,
} from '../../usual-checks.ts'
import { answers, answerWithinMs, contract, equalWithinMs, workload } from './bounds.ts'
import { laws } from './histories.ts'
import { mistakes } from './mistakes.ts'
import { scenarios } from './scenarios.ts'
import { script } from './talk.ts'

const everywhere = scenarios.map(({ name }) => name)
const isolated = ['orders', 'any-history']
const clusters = everywhere.filter((name) => name !== 'talk' && !isolated.includes(name))

const checks: Check[] = [
  everyRequestIsAnswered(everywhere, answers),
  {
    id: 'removes',
    name: 'What is shown can be removed, and nothing else',
    required: true,
    scenarios: everywhere,
    judge: (run) => removesTruly(run, workload),
  },
  cutOffNodesAnswer(everywhere, answers, answerWithinMs),
  {
    id: 'reads',
    name: 'Reading tells the truth, and only what is removed vanishes',
    required: true,
    reads: true,
    scenarios: everywhere,
    judge: (run) => readsTruly(run, workload),
  },
  mergingLeavesNoTrace(['orders'], laws),
  {
    id: 'talk',
    name: 'A replica alone adds, removes and merges as it should',
    required: true,
    scenarios: ['talk'],
    // It is read against the script, line by line.
    shrinks: false,
    judge: (run) => wentAsScripted(run, script),
  },
  {
    id: 'any-history',
    name: 'After every request a replica shows what was added and never removed',
    required: true,
    scenarios: isolated,
    judge: actsAsTwoPhaseSet,
  },
  noElementIsPhantom(everywhere, workload),
  replicasShowTheAcknowledged(everywhere, workload),
  {
    id: 'stays-removed',
    name: 'What is removed never comes back',
    required: true,
    scenarios: everywhere,
    judge: (run) => staysRemoved(run, workload),
  },
  {
    id: 'equal-removed',
    name: 'Five seconds after its removal, or the heal, nobody shows an element',
    required: true,
    scenarios: clusters,
    judge: (run) => removedEverywhere(run, workload, equalWithinMs),
  },
  {
    id: 'equal-added',
    name: 'Five seconds after the last add, or the heal, all hold all the others',
    required: true,
    scenarios: clusters,
    judge(run) {
      const known = knownAfterHeal(run, workload, equalWithinMs)
      return known.kind === 'fails' ? known : nothingLost(run, workload)
    },
  },
]

const grader: Grader = { contract, exhibit: 'halves', writes: 'add', scenarios, checks, mistakes }

export default grader
