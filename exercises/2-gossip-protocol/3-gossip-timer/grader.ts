import { knownAfterHeal } from '../../../lib/check/healing.ts'
import { onlyRounds } from '../../../lib/check/idle-rate.ts'
import { knownInTime } from '../../../lib/check/in-time.ts'
import { keepsRhythm } from '../../../lib/check/rhythm.ts'
import { roundsAsAnswered } from '../../../lib/check/round-answers.ts'
import { nothingLost } from '../../../lib/check/set-full.ts'
import { newCountsAreRight } from '../../../lib/check/sync-counts.ts'
import type { Check, Grader } from '../../../lib/grade/grader.ts'
import { broadcastWorkload as workload } from '../../../lib/scenario/broadcast.ts'
import {
  everyRequestIsAnswered,
  noValueIsPhantom,
  oneNodeTalksAsScripted,
  readsAreTrue,
} from '../../usual-checks.ts'
import { answers, contract, defaults, loss, withinMs } from './bounds.ts'
import { mistakes } from './mistakes.ts'
import { scenarios, script } from './scenarios.ts'

const everywhere = scenarios.map(({ name }) => name)
const clusters = everywhere.filter((name) => name !== 'talk')

const checks: Check[] = [
  everyRequestIsAnswered(everywhere, answers),
  oneNodeTalksAsScripted(script),
  readsAreTrue(everywhere, workload),
  {
    id: 'new-count',
    name: 'new_count counts the values that were unknown',
    required: true,
    scenarios: everywhere,
    judge: newCountsAreRight,
  },
  {
    id: 'idle',
    name: 'While nobody lacks anything there are K requests a round, no more',
    required: true,
    scenarios: clusters,
    judgesPartial: true,
    judge: (run) => onlyRounds(run, defaults, 'gossip_sync'),
  },
  {
    id: 'asked-rounds',
    name: 'A round that a client asks for is made, and truly told of',
    required: true,
    scenarios: everywhere,
    judge: roundsAsAnswered,
  },
  {
    id: 'rhythm',
    name: 'Every node makes a round each interval, within 10 %',
    required: true,
    scenarios: everywhere.filter((name) => name !== 'one-active'),
    judgesPartial: true,
    judge: (run) => keepsRhythm(run, defaults, 'gossip_sync'),
  },
  {
    id: 'timer-alone',
    name: 'What nobody could be told at first spreads by the timer alone',
    required: true,
    scenarios: ['timer-alone'],
    judge(run) {
      const { length: nodes } = run.trace.plan.nodes
      return knownAfterHeal(run, workload, withinMs({ nodes, loss: 0 }))
    },
  },
  {
    id: 'in-time',
    name: 'Every value is everywhere in time, though messages are lost',
    required: true,
    scenarios: ['lossy-2', 'lossy-25'],
    judge(run) {
      const { length: nodes } = run.trace.plan.nodes
      const known = knownInTime(run, workload, withinMs({ nodes, loss }))
      return known.kind === 'fails' ? known : nothingLost(run, workload)
    },
  },
  {
    id: 'late-join',
    name: 'A node that starts late learns all that it missed',
    required: true,
    scenarios: ['late-join'],
    judge(run) {
      const { length: nodes } = run.trace.plan.nodes
      return knownInTime(run, workload, withinMs({ nodes, loss: 0 }))
    },
  },
  noValueIsPhantom(clusters, workload),
  {
    id: 'pull',
    name: 'A node that nobody tells learns by asking',
    required: false,
    scenarios: ['one-active'],
    judge(run) {
      const { length: nodes } = run.trace.plan.nodes
      return knownAfterHeal(run, workload, withinMs({ nodes, active: 1 }))
    },
  },
]

const grader: Grader = { contract, exhibit: 'lossy-25', writes: 'broadcast', scenarios, checks, mistakes }

export default grader
