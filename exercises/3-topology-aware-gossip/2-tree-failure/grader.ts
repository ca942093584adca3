import { ackCountsAgree } from '../../../lib/check/ack-counts.ts'
import { wentAsScripted } from '../../../lib/check/conversation.ts'
import {
  boundedFallback,
  oncePerEdgeWhileNothingFails,
  settlesForGood,
} from '../../../lib/check/fallback-cost.ts'
import { learnsInPlainSight } from '../../../lib/check/in-plain-sight.ts'
import {
  hasDegreeWithin,
  isAcyclic,
  isConnected,
  isShallow,
  isSymmetric,
} from '../../../lib/check/overlay.ts'
import { caughtUpAfterReturn, reachesTheLiving } from '../../../lib/check/owed.ts'
import { acknowledgesInTime } from '../../../lib/check/tree-acks.ts'
import { listsNeighbours } from '../../../lib/check/tree-info.ts'
import type { Check, Grader } from '../../../lib/grade/grader.ts'
import { broadcastWorkload as workload } from '../../../lib/scenario/broadcast.ts'
import { everyRequestIsAnswered, noValueIsPhantom, readsAreTrueOnceAcknowledged } from '../../usual-checks.ts'
import { answers, contract, mostNeighbours, reachedWithinMs } from './bounds.ts'
import { mistakes } from './mistakes.ts'
import { scenarios, script } from './scenarios.ts'

const everywhere = scenarios.map(({ name }) => name)
const clusters = everywhere.filter((name) => name !== 'one-node')

const checks: Check[] = [
  everyRequestIsAnswered(everywhere, answers),
  {
    id: 'one-node',
    name: 'A node alone keeps every kind of value, and waits for nobody',
    required: true,
    scenarios: ['one-node'],
    judge: (run) => wentAsScripted(run, script),
  },
  readsAreTrueOnceAcknowledged(everywhere, workload),
  {
    id: 'tree',
    name: 'The nodes name one tree, and keep to it whoever fails',
    required: true,
    scenarios: clusters,
    judge(run) {
      const parts = [
        () => listsNeighbours(run),
        () => isSymmetric(run),
        () => isAcyclic(run),
        () => isConnected(run),
        () => hasDegreeWithin(run, mostNeighbours),
        () => isShallow(run),
      ]
      for (const part of parts) {
        const finding = part()
        if (finding.kind !== 'holds') return finding
      }
      return { kind: 'holds' }
    },
  },
  {
    id: 'acks',
    name: 'What comes along the tree is acknowledged within 500 ms',
    required: true,
    scenarios: clusters,
    judge: (run) => acknowledgesInTime(run, workload),
  },
  {
    id: 'in-plain-sight',
    name: 'Values travel as themselves, not inside a text',
    required: true,
    scenarios: clusters,
    judgesPartial: true,
    judge: (run) => learnsInPlainSight(run, workload),
  },
  {
    id: 'n-minus-one',
    name: 'While nothing fails, n − 1 messages bring a value to all',
    required: true,
    scenarios: clusters,
    judgesPartial: true,
    judge: (run) => oncePerEdgeWhileNothingFails(run, workload),
  },
  {
    id: 'reached',
    name: 'Two seconds after a failure every living node has every value',
    required: true,
    scenarios: clusters,
    judge: (run) => reachesTheLiving(run, workload, reachedWithinMs),
  },
  {
    id: 'counts',
    name: 'check_acks and failure_stats tell what happened',
    required: true,
    scenarios: clusters,
    judge: (run) => ackCountsAgree(run, workload),
  },
  {
    id: 'fallback',
    name: 'At most 2n more messages for each value and silent node',
    required: true,
    scenarios: clusters,
    judgesPartial: true,
    judge: (run) => boundedFallback(run, workload),
  },
  {
    id: 'settled',
    name: 'Two seconds after the last failure nothing is sent again',
    required: true,
    scenarios: clusters,
    judgesPartial: true,
    judge: (run) => settlesForGood(run, workload, reachedWithinMs),
  },
  noValueIsPhantom(everywhere, workload),
  {
    id: 'caught-up',
    name: 'Two seconds after it is back a node knows the old values too',
    required: false,
    scenarios: ['comes-back'],
    judge: (run) => caughtUpAfterReturn(run, workload, reachedWithinMs),
  },
]

const grader: Grader = { contract, exhibit: 'one-dies', writes: 'broadcast', scenarios, checks, mistakes }

export default grader
