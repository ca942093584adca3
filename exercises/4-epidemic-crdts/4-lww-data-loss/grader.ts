import { answersAsDocumented } from '../../../lib/check/answers.ts'
import { staysAvailable } from '../../../lib/check/availability.ts'
import { losesOnlyCovered } from '../../../lib/check/covered.ts'
import { handsOutContext } from '../../../lib/check/merged-context.ts'
import type { Run } from '../../../lib/check/run.ts'
import { settles } from '../../../lib/check/settled.ts'
import { readsSiblings } from '../../../lib/check/siblings.ts'
import { vectorsAsDocumented } from '../../../lib/check/vectors.ts'
import { versionsReadTruly } from '../../../lib/check/versions-read.ts'
import type { Check, Grader } from '../../../lib/grade/grader.ts'
import { versionsAnswers as answers, versionsContract as contract } from '../../../lib/scenario/versions.ts'
import { mistakes } from './mistakes.ts'
import { scenarios, settledWithinMs } from './scenarios.ts'

const everywhere = scenarios.map(({ name }) => name)
const inVvMode = everywhere.filter((name) => !name.endsWith('lww'))

/** A node answers by itself. Whoever waits for others waits longer, or for ever. */
const answeredWithinMs = 1000
const writeAnswer = { vv_write: { type: 'vv_write_ok', fields: ['vc'] } }

const checks: Check[] = [
  {
    id: 'answers',
    name: 'Every request is answered, in the documented shape',
    required: true,
    scenarios: everywhere,
    judge: (run) => answersAsDocumented(withoutFailedReads(run), answers),
  },
  {
    id: 'available',
    name: 'While a partition stands every write is answered within a second',
    required: true,
    scenarios: ['halves-vv', 'halves-lww', 'orders'],
    judge: (run) => staysAvailable(run, writeAnswer, answeredWithinMs),
  },
  {
    id: 'reads',
    name: 'A read shows what its node took, and tells a conflict',
    required: true,
    reads: true,
    scenarios: everywhere,
    judge: readsSiblings,
  },
  {
    id: 'vectors',
    name: 'Every write gets its own vector',
    required: true,
    scenarios: everywhere,
    judge: vectorsAsDocumented,
  },
  {
    id: 'kept',
    name: 'In vv mode nothing disappears that no write has covered',
    required: true,
    scenarios: inVvMode,
    judge: losesOnlyCovered,
  },
  {
    id: 'race',
    name: 'In vv mode both writes of a race are kept, on every node',
    required: true,
    scenarios: ['race-vv'],
    judge: (run) => settles(run, settledWithinMs, 'several'),
  },
  {
    id: 'resolved',
    name: 'A write that has read all siblings is alone, on every node',
    required: true,
    scenarios: ['race-vv', 'halves-vv'],
    judge: (run) => settles(run, settledWithinMs, 'one'),
  },
  {
    id: 'loss',
    name: 'In lww mode the same race leaves the later write, and no trace of the other',
    required: true,
    scenarios: ['race-lww'],
    judge: (run) => settles(run, settledWithinMs),
  },
  {
    id: 'healed',
    name: 'After partitions all nodes show all siblings',
    required: true,
    scenarios: ['halves-vv', 'orders'],
    judge: (run) => settles(run, settledWithinMs),
  },
  {
    id: 'healed-lww',
    name: 'After a partition all nodes show the latest write, in lww mode',
    required: true,
    scenarios: ['halves-lww'],
    judge: (run) => settles(run, settledWithinMs),
  },
  {
    id: 'truly',
    name: 'Reading is answered at once, truly, and changes nothing',
    required: true,
    scenarios: everywhere,
    judge: versionsReadTruly,
  },
  {
    id: 'context',
    name: 'A read hands out the context that covers all it shows',
    required: false,
    scenarios: everywhere,
    judge: handsOutContext,
  },
]

/** Whether a read should have been answered with an error, and with which, is judged with what it should show. */
function withoutFailedReads({ trace, facts }: Run): Run {
  const operations = facts.operations.filter(
    ({ request, answer }) => request.type !== 'vv_read' || answer?.body.type !== 'error',
  )
  return { trace, facts: { ...facts, operations } }
}

const grader: Grader = { contract, exhibit: 'race-vv', writes: 'vv_write', scenarios, checks, mistakes }

export default grader
