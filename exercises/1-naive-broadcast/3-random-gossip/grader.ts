import { type Finding, holds } from '../../../lib/check/finding.ts'
import { withinRate } from '../../../lib/check/forward-rate.ts'
import { knownInTime } from '../../../lib/check/in-time.ts'
import { onlyToNeighbours } from '../../../lib/check/neighbours.ts'
import { keepsPace } from '../../../lib/check/pace.ts'
import { drawsEvenly, drawsIndependently, drawsPlacesEvenly } from '../../../lib/check/peer-choice.ts'
import { isQuiet } from '../../../lib/check/quiet.ts'
import { roundsOfSize, withoutReplacement } from '../../../lib/check/round-peers.ts'
import type { Run } from '../../../lib/check/run.ts'
import { nothingLost } from '../../../lib/check/set-full.ts'
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
import { loadOf } from './load.ts'
import { mistakes } from './mistakes.ts'
import { quietAfterMs, quietForMs, scenarios, script, withinMs } from './scenarios.ts'

const round = { everyMs: 200, least: 2, most: 3 }
const rate = { most: 18, windowMs: 1000 }
/** How often even dice may be taken for loaded ones. */
const falseAlarm = 1e-6

const everywhere = scenarios.map(({ name }) => name)
const clusters = everywhere.filter((name) => name !== 'one-node')

function inTime(run: Run): Finding {
  const known = knownInTime(run, workload, withinMs)
  return known.kind === 'fails' ? known : nothingLost(run, workload)
}

/** Long enough after the last value, or the last restart, for every node to know that all are up to date. */
function quietFrom(run: Run): number {
  const restarts = run.trace.events.filter((event) => event.kind === 'start' && event.again)
  return Math.max(0, loadOf(run).to, ...restarts.map(({ at }) => at)) + quietAfterMs
}

const checks: Check[] = [
  everyRequestIsAnswered(everywhere, answers),
  loneNodeKeepsValues(script),
  readsAreTrue(everywhere, workload),
  {
    id: 'neighbours',
    name: 'Nodes talk only to their neighbours, and none to itself',
    required: true,
    scenarios: everywhere,
    judgesPartial: true,
    judge: onlyToNeighbours,
  },
  {
    id: 'in-time',
    name: 'Five seconds after the last value every live node knows all',
    required: true,
    scenarios: clusters.filter((name) => name !== 'restart'),
    judge: inTime,
  },
  {
    id: 'relearns',
    name: 'A node that comes back empty knows all within five seconds',
    required: true,
    scenarios: ['restart'],
    judge: inTime,
  },
  noValueIsPhantom(everywhere, workload),
  {
    id: 'rounds',
    name: 'Every round goes to two or three different neighbours',
    required: true,
    scenarios: clusters,
    judgesPartial: true,
    judge(run) {
      const once = withoutReplacement(run)
      return once.kind === 'fails' ? once : roundsOfSize(run, round.least, round.most)
    },
  },
  {
    id: 'pace',
    name: 'A round at least every 200 ms while a neighbour lacks something',
    required: true,
    scenarios: clusters,
    judge: (run) => keepsPace(run, round.everyMs),
  },
  {
    id: 'rate',
    name: 'At most 18 forwards from a node in any second',
    required: true,
    scenarios: clusters,
    judgesPartial: true,
    judge: (run) => withinRate(run, rate.most, rate.windowMs),
  },
  {
    id: 'even-choice',
    name: 'Peers are drawn at random, all neighbours equally likely',
    required: true,
    scenarios: ['steady-load'],
    // A smaller load is weaker evidence: what is left over would look like bad luck.
    shrinks: false,
    judge(run) {
      // Nodes that share their dice draw some places more often, too: what is the cause speaks first.
      for (const judge of [drawsEvenly, drawsIndependently, drawsPlacesEvenly]) {
        const finding = judge(run, loadOf(run), falseAlarm)
        if (finding.kind === 'fails') return finding
      }
      return holds
    },
  },
  {
    id: 'quiet',
    name: 'Less than one message per node and second once all know all',
    required: false,
    scenarios: ['grid-5x5', 'complete-25', 'restart'],
    judge: (run) => isQuiet(run, quietFrom(run), quietFrom(run) + quietForMs, 1),
  },
]

const grader: Grader = { contract, exhibit: 'grid-5x5', writes: 'broadcast', scenarios, checks, mistakes }

export default grader
