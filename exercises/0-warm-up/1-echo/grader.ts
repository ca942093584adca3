import { type AnswerShapes, answersAsDocumented } from '../../../lib/check/answers.ts'
import { echoesWhatCame, onlyAnswers } from '../../../lib/check/echo-answers.ts'
import type { Check, Grader } from '../../../lib/grade/grader.ts'
import { mistakes } from './mistakes.ts'
import { contract, scenarios } from './scenarios.ts'

const answers: AnswerShapes = { echo: { type: 'echo_ok', fields: ['echo'] } }
const everywhere = scenarios.map(({ name }) => name)
const together = everywhere.filter((name) => name !== 'one-client')

const checks: Check[] = [
  {
    id: 'answers',
    name: 'Every request is answered, in the documented shape',
    required: true,
    scenarios: everywhere,
    judge: (run) => answersAsDocumented(run, answers),
  },
  {
    id: 'values',
    name: 'Every kind of value comes back as it was sent',
    required: true,
    scenarios: ['one-client'],
    judge: echoesWhatCame,
  },
  {
    id: 'own-values',
    name: 'Of many clients each gets back its own value',
    required: true,
    scenarios: together,
    judge: echoesWhatCame,
  },
  {
    id: 'only-answers',
    name: 'Nodes send answers and nothing else',
    required: true,
    scenarios: everywhere,
    judgesPartial: true,
    judge: onlyAnswers,
  },
]

const grader: Grader = { contract, exhibit: 'five-nodes', writes: 'broadcast', scenarios, checks, mistakes }

export default grader
