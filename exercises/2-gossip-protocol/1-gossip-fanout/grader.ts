import { wentAsScripted } from '../../../lib/check/conversation.ts'
import { coverageOf, coversAsTheory } from '../../../lib/check/coverage.ts'
import { showsWhatCame } from '../../../lib/check/shows-what-came.ts'
import { drawsEvenly } from '../../../lib/check/wave-draws.ts'
import { pairsEvenly } from '../../../lib/check/wave-pairs.ts'
import { statsAgree } from '../../../lib/check/wave-stats.ts'
import { onlyGossip, wavesGoOnce } from '../../../lib/check/wave-targets.ts'
import type { Check, Grader } from '../../../lib/grade/grader.ts'
import { broadcastWorkload as workload } from '../../../lib/scenario/broadcast.ts'
import { everyRequestIsAnswered, readsAreTrue } from '../../usual-checks.ts'
import { mistakes } from './mistakes.ts'
import { answers, contract, scenarios, script, withinMs } from './scenarios.ts'

/** How often dice may be refused: by the theory of coverage, and in each of the four weighings of what was drawn. */
const falseAlarm = { coverage: 5e-7, draws: 1e-7 }

const everywhere = scenarios.map(({ name }) => name)
const clusters = everywhere.filter((name) => name !== 'one-node')
const observed = everywhere.filter((name) => name !== 'many-waves')

const checks: Check[] = [
  everyRequestIsAnswered(everywhere, answers),
  readsAreTrue(observed, workload),
  {
    id: 'only-gossip',
    name: 'Nodes say nothing to each other but gossip, one value a message',
    required: true,
    scenarios: clusters,
    judgesPartial: true,
    judge: onlyGossip,
  },
  {
    id: 'waves',
    name: 'A value heard for the first time goes once to min(K, available) peers',
    required: true,
    scenarios: everywhere,
    judgesPartial: true,
    judge: (run) => wavesGoOnce(run, withinMs),
  },
  {
    id: 'stats',
    name: 'gossip_stats agrees with what was received, sent and known',
    required: true,
    scenarios: everywhere,
    judge: statsAgree,
  },
  {
    id: 'one-node',
    name: 'A node alone keeps every kind of value, and has no gossip to count',
    required: true,
    scenarios: ['one-node'],
    judge: (run) => wentAsScripted(run, script),
  },
  {
    id: 'knows',
    name: 'A node shows the values that reached it, and no others',
    required: true,
    scenarios: everywhere,
    judge: showsWhatCame,
  },
  {
    id: 'draws',
    name: 'Peers are drawn anew for every value, all equally likely',
    required: true,
    scenarios: ['five-nodes', 'many-waves'],
    judge: (run) => drawsEvenly(run, falseAlarm.draws),
  },
  {
    id: 'pairs',
    name: 'All pairs of peers are equally likely to be drawn together',
    required: true,
    scenarios: ['many-waves'],
    // Fewer waves are weaker evidence, and fewer reads see less of them.
    shrinks: false,
    judge: (run) => pairsEvenly(run, falseAlarm.draws),
  },
  {
    id: 'coverage',
    name: 'The reach of 2,000 waves is distributed as the exact theory says',
    required: true,
    scenarios: ['many-waves'],
    shrinks: false,
    judge: (run) => coversAsTheory(coverageOf(run), falseAlarm.coverage),
  },
]

const grader: Grader = { contract, exhibit: 'ten-nodes', writes: 'broadcast', scenarios, checks, mistakes }

export default grader
