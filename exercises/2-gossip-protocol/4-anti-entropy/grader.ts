import { learnsBothWays } from '../../../lib/check/both-ways.ts'
import { costsByDifference } from '../../../lib/check/difference-cost.ts'
import { digestsTellSets } from '../../../lib/check/digests.ts'
import { beginsOften } from '../../../lib/check/exchange-pace.ts'
import { knownAfterHeal } from '../../../lib/check/healing.ts'
import { cheapInSync, stateOnlyOnMismatch } from '../../../lib/check/in-sync.ts'
import { nothingLost } from '../../../lib/check/set-full.ts'
import type { Check, Grader } from '../../../lib/grade/grader.ts'
import { broadcastWorkload as workload } from '../../../lib/scenario/broadcast.ts'
import {
  everyRequestIsAnswered,
  noValueIsPhantom,
  readsAreTrue,
  talkGoesAsScripted,
} from '../../usual-checks.ts'
import { answers, contract, differenceShare, equalWithinMs, everyMs, inSync } from './bounds.ts'
import { mistakes } from './mistakes.ts'
import { scenarios } from './scenarios.ts'
import { script } from './talk.ts'

const everywhere = scenarios.map(({ name }) => name)
const clusters = ['few', 'halves', 'many', 'three-differ']

const checks: Check[] = [
  everyRequestIsAnswered(everywhere, answers),
  readsAreTrue(everywhere, workload),
  {
    id: 'digests',
    name: 'Digests are equal where the sets are, and nowhere else',
    required: true,
    scenarios: ['digests', 'talk'],
    judge: digestsTellSets,
  },
  talkGoesAsScripted(script),
  // Before what comes of it: where nobody asks, nobody learns.
  {
    id: 'pace',
    name: 'Every node begins an exchange at least every 500 ms',
    required: true,
    scenarios: clusters,
    judge: (run) => beginsOften(run, everyMs),
  },
  {
    id: 'equal',
    name: 'Five seconds after the last value, or the heal, all hold all',
    required: true,
    scenarios: clusters,
    judge(run) {
      const known = knownAfterHeal(run, workload, equalWithinMs)
      return known.kind === 'fails' ? known : nothingLost(run, workload)
    },
  },
  {
    id: 'digests-agree',
    name: 'The digests of all nodes agree when all hold the same',
    required: true,
    scenarios: clusters,
    judge: digestsTellSets,
  },
  {
    id: 'both-ways',
    name: 'Both sides learn from an exchange',
    required: true,
    scenarios: ['halves', 'many'],
    judge: learnsBothWays,
  },
  {
    id: 'full-state',
    name: 'Values travel only where digests differ',
    required: true,
    scenarios: ['few', 'many'],
    judge: (run) => stateOnlyOnMismatch(run, workload),
  },
  {
    id: 'in-sync',
    name: 'In sync, at most 2,000 bytes per node and second',
    required: true,
    scenarios: ['few', 'many'],
    // With fewer values it would be a few bytes too many, and look like a trifle.
    shrinks: false,
    judge: (run) => cheapInSync(run, inSync),
  },
  noValueIsPhantom(clusters, workload),
  {
    id: 'difference',
    name: 'Three values of 2,000 cost a fifth of the state, or less',
    required: false,
    scenarios: ['three-differ'],
    judge: (run) => costsByDifference(run, differenceShare),
  },
]

const grader: Grader = { contract, exhibit: 'halves', writes: 'broadcast', scenarios, checks, mistakes }

export default grader
