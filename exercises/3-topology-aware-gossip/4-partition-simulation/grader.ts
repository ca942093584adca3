import { answersAsDocumented } from '../../../lib/check/answers.ts'
import { countsDrops } from '../../../lib/check/block-counts.ts'
import { statusTellsBlocks } from '../../../lib/check/block-status.ts'
import { hearsNothingFromBlocked, sendsNothingToBlocked } from '../../../lib/check/crossings.ts'
import { groupsAgree } from '../../../lib/check/reachable.ts'
import type { Check, Grader } from '../../../lib/grade/grader.ts'
import { broadcastWorkload as workload } from '../../../lib/scenario/broadcast.ts'
import { noValueIsPhantom, readsAreTrue, talkGoesAsScripted } from '../../usual-checks.ts'
import { mistakes } from './mistakes.ts'
import { answers, contract, equalWithinMs } from './orders.ts'
import { scenarios } from './scenarios.ts'
import { script } from './talk.ts'

const everywhere = scenarios.map(({ name }) => name)
const clusters = everywhere.filter((name) => name !== 'talk')

const checks: Check[] = [
  {
    id: 'answers',
    name: 'Every client is answered, cut off or not, as documented',
    required: true,
    scenarios: everywhere,
    judge: (run) => answersAsDocumented(run, answers),
  },
  talkGoesAsScripted(script),
  readsAreTrue(everywhere, workload),
  {
    id: 'status',
    name: 'The status tells the list as it was last given',
    required: true,
    scenarios: clusters,
    judgesPartial: true,
    judge: statusTellsBlocks,
  },
  {
    id: 'not-sent',
    name: 'Nothing is sent to a blocked peer',
    required: true,
    scenarios: clusters,
    judgesPartial: true,
    judge: sendsNothingToBlocked,
  },
  {
    id: 'not-heard',
    name: 'Nothing is learned from a blocked peer',
    required: true,
    scenarios: clusters,
    judgesPartial: true,
    judge: hearsNothingFromBlocked,
  },
  {
    id: 'dropped',
    name: 'The count of dropped messages agrees with the trace',
    required: true,
    scenarios: clusters,
    judgesPartial: true,
    judge: countsDrops,
  },
  {
    id: 'groups',
    name: 'Both groups go on gossiping: within 3 s all of a group know all',
    required: true,
    scenarios: ['two-groups', 'deaf-and-mute', 'replaced'],
    judge: (run) => groupsAgree(run, workload, equalWithinMs, 'parts'),
  },
  {
    id: 'merged',
    name: 'Three seconds after the heal every node knows every value',
    required: true,
    scenarios: clusters,
    judge: (run) => groupsAgree(run, workload, equalWithinMs, 'whole'),
  },
  noValueIsPhantom(everywhere, workload),
]

const grader: Grader = {
  contract,
  exhibit: 'two-groups',
  writes: 'broadcast',
  scenarios,
  checks,
  mistakes,
}

export default grader
