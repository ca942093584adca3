import { answersAsDocumented } from '../../../lib/check/answers.ts'
import { wentAsScripted } from '../../../lib/check/conversation.ts'
import { alongEdges } from '../../../lib/check/edges.ts'
import { neverBackToSender, withinFloodBudget } from '../../../lib/check/forwards.ts'
import { readsTruly } from '../../../lib/check/observed.ts'
import { noPhantoms, nothingLost } from '../../../lib/check/set-full.ts'
import { fallsSilent } from '../../../lib/check/silence.ts'
import type { Check, Grader } from '../../../lib/grade/grader.ts'
import {
  broadcastAnswers as answers,
  broadcastContract as contract,
  broadcastWorkload as workload,
} from '../../../lib/scenario/broadcast.ts'
import { mistakes } from './mistakes.ts'
import { scenarios, script } from './scenarios.ts'

/** The slowest flood here takes 8 hops of 10 ms; what still moves two seconds later will never stop by itself. */
const quietAfterMs = 2000
const everywhere = scenarios.map(({ name }) => name)
const clusters = everywhere.filter((name) => name !== 'one-node')

const checks: Check[] = [
  {
    id: 'answers',
    name: 'Every request is answered, in the documented shape',
    required: true,
    scenarios: everywhere,
    judge: (run) => answersAsDocumented(run, answers),
  },
  {
    id: 'one-node',
    name: 'A node alone keeps every kind of value, once',
    required: true,
    scenarios: ['one-node'],
    judge: (run) => wentAsScripted(run, script),
  },
  {
    id: 'reads',
    name: 'Reading is answered at once, truly, and changes nothing',
    required: true,
    scenarios: everywhere,
    judge: (run) => readsTruly(run, workload),
  },
  {
    id: 'nothing-lost',
    name: 'Every acknowledged value reaches every node',
    required: true,
    scenarios: everywhere,
    judge: (run) => nothingLost(run, workload),
  },
  {
    id: 'no-phantoms',
    name: 'No value appears twice, and none that nobody broadcast',
    required: true,
    scenarios: everywhere,
    judgesPartial: true,
    judge: (run) => noPhantoms(run, workload),
  },
  {
    id: 'silence',
    name: 'The network falls silent',
    required: true,
    scenarios: everywhere,
    judgesPartial: true,
    judge: (run) => fallsSilent(run, quietAfterMs),
  },
  {
    id: 'edges',
    name: 'Nodes talk only to their neighbours',
    required: true,
    scenarios: clusters,
    judgesPartial: true,
    judge: alongEdges,
  },
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
