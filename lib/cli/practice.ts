import { createInterface, type Interface } from 'node:readline'
import type { Question } from '../track/study/interview.ts'
import { answerText, questionAsked } from '../view/question-text.ts'
import type { Context } from './context.ts'
import { studyPen } from './study.ts'

/** Asks one question after the other; each answer comes when Enter is pressed. Ends with q, or at the end of input. */
export async function practise(questions: readonly Question[], context: Context): Promise<void> {
  const pen = await studyPen(context)
  // Without line editing of its own, Ctrl-C stays what it is everywhere else.
  const input = createInterface({ input: process.stdin, terminal: false })
  context.atEnd(() => input.close())
  const lines = input[Symbol.asyncIterator]()
  let answered = 0
  for (const [index, question] of questions.entries()) {
    context.print(
      pen.paint('quiet', `Question ${index + 1} of ${questions.length}`),
      ...questionAsked(question, pen),
    )
    context.say(index === 0 ? `\n${howToBegin}` : `\n${forTheAnswer}`)
    if (!(await goesOn(lines))) break
    context.print(...answerText(question, pen), '')
    answered++
    if (answered === questions.length) break
    context.say(forTheNext)
    if (!(await goesOn(lines))) break
  }
  input.close()
  context.say(summary(answered, questions.length))
}

async function goesOn(lines: ReturnType<Interface[typeof Symbol.asyncIterator]>): Promise<boolean> {
  const { done, value } = await lines.next()
  return !done && value.trim().toLowerCase() !== 'q'
}

const howToBegin = 'Say it aloud, or write it here. Enter shows our answer; q and Enter ends this.'
const forTheAnswer = 'Enter shows our answer; q ends this.'
const forTheNext = 'Enter for the next question; q ends this.'
const summary = (answered: number, all: number) =>
  `${answered} of ${all} ${all === 1 ? 'question' : 'questions'} practised.`
