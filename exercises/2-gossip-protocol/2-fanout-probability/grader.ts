import { answersFanout } from '../../../lib/check/fanout-answers.ts'
import { calculatesEpidemic, calculatesIndependent } from '../../../lib/check/fanout-calculated.ts'
import { simulatesAnew, simulatesAsTheory } from '../../../lib/check/gossip-simulated.ts'
import { throwsAllTrials } from '../../../lib/check/gossip-spread.ts'
import type { Check, Grader } from '../../../lib/grade/grader.ts'
import { mistakes } from './mistakes.ts'
import { contract, scenarios } from './scenarios.ts'

/**
 * How often dice may be refused, in each of the twenty-eight comparisons that a grading makes: two for each of thirteen
 * questions, one for how the answers to the one that is asked often spread, and one for what all counts are multiples of.
 */
const falseAlarm = 2e-8

const everywhere = scenarios.map(({ name }) => name)
const withoutEpidemic = everywhere.filter((name) => name !== 'epidemic')

const checks: Check[] = [
  {
    id: 'answers',
    name: 'What makes sense is answered in the documented shape',
    required: true,
    scenarios: withoutEpidemic.filter((name) => name !== 'senseless'),
    judge: (run) => answersFanout(run),
  },
  {
    id: 'refusals',
    name: 'What makes no sense is refused with error 12, and nothing else is',
    required: true,
    scenarios: ['senseless'],
    judge: (run) => answersFanout(run),
  },
  {
    id: 'known',
    name: 'The known answers of the independent model',
    required: true,
    scenarios: ['known'],
    judge: calculatesIndependent,
  },
  {
    id: 'fanouts',
    name: 'The smallest fanout of the independent model, for any question',
    required: true,
    scenarios: ['many', 'senseless'],
    judge: calculatesIndependent,
  },
  {
    id: 'edges',
    name: 'One node, two nodes, a target of 0 and of 1',
    required: true,
    scenarios: ['edges'],
    judge: calculatesIndependent,
  },
  {
    id: 'close',
    name: 'A target that is met exactly is met, and one that is missed by a hair is not',
    required: true,
    scenarios: ['close'],
    judge: calculatesIndependent,
  },
  // First: the same dice again and again look like wrong ones.
  {
    id: 'anew',
    name: 'Every simulation throws its dice anew',
    required: true,
    scenarios: ['simulations'],
    judge: simulatesAnew,
  },
  {
    id: 'simulations',
    name: 'Simulations agree with the exact theory',
    required: true,
    scenarios: ['simulations'],
    judge: (run) => simulatesAsTheory(run, falseAlarm),
  },
  {
    id: 'trials',
    name: 'Simulations throw as many trials as are asked for',
    required: true,
    scenarios: ['simulations'],
    // It takes many answers to tell.
    shrinks: false,
    judge: (run) => throwsAllTrials(run, falseAlarm),
  },
  {
    id: 'epidemic',
    name: 'The smallest fanout with which an epidemic reaches everybody',
    required: false,
    scenarios: ['epidemic'],
    judge(run) {
      const answered = answersFanout(run, { otherModels: true })
      return answered.kind === 'fails' ? answered : calculatesEpidemic(run)
    },
  },
]

const grader: Grader = { contract, exhibit: 'known', writes: 'broadcast', scenarios, checks, mistakes }

export default grader
