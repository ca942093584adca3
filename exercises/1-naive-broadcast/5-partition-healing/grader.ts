import { staysAvailable } from '../../../lib/check/availability.ts'
import { calmWhileCut } from '../../../lib/check/calm.ts'
import { knownAfterHeal } from '../../../lib/check/healing.ts'
import { nothingLost } from '../../../lib/check/set-full.ts'
import { settlesAfterHeal } from '../../../lib/check/settling.ts'
import { boundedIntoCuts } from '../../../lib/check/standing-cut.ts'
import type { Check, Grader } from '../../../lib/grade/grader.ts'
import {
  broadcastAnswers as answers,
  broadcastContract as contract,
  broadcastWorkload as workload,
} from '../../../lib/scenario/broadcast.ts'
import {
  everyRequestIsAnswered,
  loneNodeKeepsValues,
  noValueIsPhantom,
  readsAreTrue,
} from '../../usual-checks.ts'
import { answerWithinMs, calm, healWithinMs, intoCut, settled } from './bounds.ts'
import { mistakes } from './mistakes.ts'
import { scenarios, script } from './scenarios.ts'

const everywhere = scenarios.map(({ name }) => name)
const clusters = everywhere.filter((name) => name !== 'one-node')

const checks: Check[] = [
  {
    id: 'available',
    name: 'Both sides of a partition keep answering',
    required: true,
    scenarios: clusters,
    judgesPartial: true,
    judge: (run) => staysAvailable(run, answers, answerWithinMs),
  },
  everyRequestIsAnswered(everywhere, answers),
  loneNodeKeepsValues(script),
  readsAreTrue(everywhere, workload),
  {
    id: 'healed',
    name: 'Five seconds after the last heal every node knows every value',
    required: true,
    scenarios: clusters,
    judge(run) {
      const known = knownAfterHeal(run, workload, healWithinMs)
      // A value that was shown though it was not acknowledged has no deadline, but it must not be lost either.
      return known.kind === 'fails' ? known : nothingLost(run, workload)
    },
  },
  noValueIsPhantom(everywhere, workload),
  {
    id: 'into-the-cut',
    name: 'At most 3 sends of a value a second into a cut',
    required: true,
    scenarios: clusters,
    judgesPartial: true,
    judge: (run) => boundedIntoCuts(run, workload, intoCut),
  },
  {
    id: 'calm',
    name: 'At most 10 messages per node and second, whatever waits',
    required: false,
    scenarios: clusters,
    judge: (run) => calmWhileCut(run, workload, calm),
  },
  {
    id: 'settled',
    name: 'After the heal nothing is told over and over',
    required: false,
    scenarios: ['long-values'],
    judge: (run) => settlesAfterHeal(run, settled),
  },
]

const grader: Grader = { contract, exhibit: 'line-in-two', writes: 'broadcast', scenarios, checks, mistakes }

export default grader
