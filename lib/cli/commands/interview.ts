import { UserError } from '../../protocol/user-error.ts'
import { createRandom, type Random } from '../../random/random.ts'
import { loadInterview, type Question } from '../../track/study/interview.ts'
import { questionText } from '../../view/question-text.ts'
import type { Call } from '../command.ts'
import { about, openStudy, printEntries } from '../study.ts'

export async function run(call: Call): Promise<number> {
  const { options, context } = call
  const study = openStudy(call)
  const questions = about(loadInterview(study.root, study.track), study)
  const random = createRandom(Date.parse(context.date()), 'interview')
  if (options.practice) {
    if (!context.interactive) throw new UserError('no-terminal', noTerminal)
    const { practise } = await import('../practice.ts')
    await practise(shuffled(questions, random), context)
    return 0
  }
  const isOne = study.task === undefined && !options.all
  await printEntries(isOne ? shuffled(questions, random).slice(0, 1) : questions, questionText, call)
  return 0
}

function shuffled(questions: Question[], random: Random): Question[] {
  const rest = [...questions]
  return questions.flatMap(() => rest.splice(Math.floor(random() * rest.length), 1))
}

const noTerminal =
  'Practice waits for keys, so it needs a terminal. Without one, `npx workbench interview` prints a question with its answer.'
