import { acknowledgedSurvive } from '../../../lib/check/acknowledged.ts'
import { type AnswerShapes, answersAsDocumented } from '../../../lib/check/answers.ts'
import { batchesFit, learnedFromBatches, noEmptyBatch } from '../../../lib/check/batches.ts'
import { fullLeavesAtOnce, leavesInTime } from '../../../lib/check/buffering.ts'
import { readsAgree, readsChangeNothing } from '../../../lib/check/observed.ts'
import { fewerThanFlooding } from '../../../lib/check/savings.ts'
import { showsAtOnce } from '../../../lib/check/shown-at-once.ts'
import { reachesAllWithin, reachesSomebody } from '../../../lib/check/spread.ts'
import type { Check, Grader } from '../../../lib/grade/grader.ts'
import { broadcastAnswers, broadcastWorkload as workload } from '../../../lib/scenario/broadcast.ts'
import {
  loneNodeKeepsValues,
  noValueIsLost,
  noValueIsPhantom,
  onlyNeighboursTalk,
} from '../../usual-checks.ts'
import { mistakes } from './mistakes.ts'
import { contract, scenarios, script } from './scenarios.ts'

const answers: AnswerShapes = { ...broadcastAnswers, configure: { type: 'configure_ok', fields: [] } }

/** With the usual limits; the slowest way over four hops, one neighbour told after the other, takes half of it. */
const everywhereWithinMs = 1000
/**
 * Values come to a node for little more than the second in which clients bring them, with the last hops 1.1 s. A node
 * that gathers for 50 ms sends each neighbour at most 22 batches in that time, and one more for every ten of the 200
 * values: where everybody tells everybody, 5 × 4 × (22 + 20) = 840 forwards. A third of flooding's 3,200 is 1,066.
 */
const timesFewer = 3
/**
 * Where nobody passes on what all have heard already, a node sends only its clients' values: at most 21 batches in the
 * second, 5 × 4 × 21 = 420 forwards, and 4 more for every ten values that meet at one node within 50 ms. Ten come in
 * all in that time, and the chance that nine follow the first to its node is (1/5)⁹ < 10⁻⁶; it would have to happen ten
 * times in a run to pass a seventh, 457.
 */
const timesFewerForGold = 7

const crashes = ['crash-after-ack', 'crash-in-stream']
const bursts = ['burst-of-9', 'burst-of-10', 'burst-of-11']
const faultless = scenarios.map(({ name }) => name).filter((name) => !crashes.includes(name))
const clusters = faultless.filter((name) => name !== 'one-node')
const usualLimits = clusters.filter((name) => name !== 'configured')

const checks: Check[] = [
  {
    id: 'answers',
    name: 'Every request is answered within a second, in the documented shape',
    required: true,
    scenarios: faultless,
    judge: (run) => answersAsDocumented(run, answers),
  },
  loneNodeKeepsValues(script),
  {
    id: 'reads',
    name: 'Reading is answered at once, shows what waits in the buffer too, and changes nothing',
    required: true,
    reads: true,
    scenarios: faultless,
    judge(run) {
      for (const finding of [readsChangeNothing(run), readsAgree(run, workload)])
        if (finding.kind === 'fails') return finding
      return showsAtOnce(run, workload)
    },
  },
  noValueIsLost(faultless, workload),
  noValueIsPhantom(faultless, workload),
  {
    id: 'batches',
    name: 'Values travel in batches of at most max_batch, none twice in one',
    required: true,
    scenarios: clusters,
    judgesPartial: true,
    judge(run) {
      const fit = batchesFit(run)
      return fit.kind === 'fails' ? fit : learnedFromBatches(run)
    },
  },
  {
    id: 'no-empty-batch',
    name: 'No empty batch is ever sent',
    required: true,
    scenarios: clusters,
    judgesPartial: true,
    judge: noEmptyBatch,
  },
  {
    id: 'full-at-once',
    name: 'A full buffer leaves at once',
    required: true,
    scenarios: [...bursts, 'configured'],
    judge: fullLeavesAtOnce,
  },
  {
    id: 'in-time',
    name: 'A value leaves its node within max_delay_ms',
    required: true,
    scenarios: clusters.filter((name) => name !== 'same-value-twice'),
    judge: leavesInTime,
  },
  {
    id: 'no-straggler',
    name: 'A value is with another node within max_delay_ms and one hop',
    required: true,
    scenarios: ['single-value', ...bursts],
    judge: (run) => reachesSomebody(run, workload),
  },
  {
    id: 'everywhere',
    name: 'With the default limits a value is everywhere within a second',
    required: true,
    scenarios: usualLimits,
    judge: (run) => reachesAllWithin(run, everywhereWithinMs),
  },
  onlyNeighboursTalk(clusters),
  {
    id: 'forwards',
    name: `At least ${timesFewer} times fewer forwards than flooding value by value`,
    required: true,
    scenarios: ['complete-5'],
    judgesPartial: true,
    judge: (run) => fewerThanFlooding(run, workload, timesFewer),
  },
  {
    id: 'few-forwards',
    name: `At least ${timesFewerForGold} times fewer forwards than flooding value by value`,
    required: false,
    scenarios: ['complete-5'],
    judge: (run) => fewerThanFlooding(run, workload, timesFewerForGold),
  },
  {
    id: 'survives-crash',
    name: 'Nothing acknowledged is lost when the node crashes right after',
    required: false,
    scenarios: crashes,
    judge: (run) => acknowledgedSurvive(run, workload),
  },
]

const grader: Grader = { contract, exhibit: 'complete-5', writes: 'broadcast', scenarios, checks, mistakes }

export default grader
