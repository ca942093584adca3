import { neverBackToSender, withinFloodBudget } from '../../../lib/check/forwards.ts'
import type { Check, Grader } from '../../../lib/grade/grader.ts'
import {
  broadcastAnswers as answers,
  broadcastContract as contract,
  broadcastWorkload as workload,
} from '../../../lib/scenario/broadcast.ts'
import {
  everyRequestIsAnswered,
  loneNodeKeepsValues,
  networkFallsSilent,
  noValueIsLost,
  noValueIsPhantom,
  onlyNeighboursTalk,
  readsAreTrue,
} from '../../usual-checks.ts'
import { mistakes } from './mistakes.ts'
import { scenarios, script } from './scenarios.ts'

/** The slowest flood here takes 8 hops of 10 ms; what still moves two seconds later will never stop by itself. */
const quietAfterMs = 2000
const everywhere = scenarios.map(({ name }) => name)
const clusters = everywhere.filter((name) => name !== 'one-node')

const checks: Check[] = [
  everyRequestIsAnswered(everywhere, answers),
  loneNodeKeepsValues(script),
  readsAreTrue(everywhere, workload),
  noValueIsLost(everywhere, workload),
  noValueIsPhantom(everywhere, workload),
  networkFallsSilent(everywhere, quietAfterMs),
  onlyNeighboursTalk(clusters),
  {
    id: 'forwards',
    name: 'At most 2E forwards for each value',
    required: true,
    scenarios: clusters,
    judgesPartial: true,
    judge: (run) => withinFloodBudget(run, workload),
  },
  {
    id: 'no-echo',
    name: 'No more than 2E − (n − 1) forwards: never back to the sender',
    required: false,
    scenarios: clusters,
    judge: (run) => neverBackToSender(run, workload),
  },
]

const grader: Grader = { contract, exhibit: 'grid-5x5', writes: 'broadcast', scenarios, checks, mistakes }

export default grader
