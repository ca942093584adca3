import { wentAsScripted } from '../../../lib/check/conversation.ts'
import { knownAfterHeal } from '../../../lib/check/healing.ts'
import { countsWhatWasNew } from '../../../lib/check/merges.ts'
import { readsTruly } from '../../../lib/check/observed.ts'
import { nothingLost } from '../../../lib/check/set-full.ts'
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
const isolated = ['orders', 'handed-on']
const clusters = everywhere.filter((name) => name !== 'talk' && !isolated.includes(name))

const checks: Check[] = [
  everyRequestIsAnswered(everywhere, answers),
  cutOffNodesAnswer(everywhere, answers, answerWithinMs),
  {
    id: 'grows',
    name: 'The set only grows, and reading it tells the truth and changes nothing',
    required: true,
    reads: true,
    scenarios: everywhere,
    judge: (run) => readsTruly(run, workload),
  },
  mergingLeavesNoTrace(isolated, laws),
  {
    id: 'talk',
    name: 'A replica alone adds, merges and reads as it should',
    required: true,
    scenarios: ['talk'],
    // It is read against the script, line by line.
    shrinks: false,
    judge: (run) => wentAsScripted(run, script),
  },
  noElementIsPhantom(everywhere, workload),
  replicasShowTheAcknowledged(everywhere, workload),
  {
    id: 'new-count',
    name: 'new_count counts the elements that were new',
    required: true,
    scenarios: everywhere,
    judge: (run) => countsWhatWasNew(run, workload),
  },
  {
    id: 'equal',
    name: 'Five seconds after the last element, or the heal, all hold all',
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
