import type { Question } from '../track/study/interview.ts'
import { entryHead, linkLines, type StudyPen, section, tasksText } from './study-parts.ts'

/** A question with all that belongs to it. */
export function questionText(question: Question, pen: StudyPen): string[] {
  return [...questionAsked(question, pen), '', ...answerText(question, pen)]
}

/** The question alone, as somebody would ask it. */
export function questionAsked({ question, tasks, concepts }: Question, pen: StudyPen): string[] {
  return entryHead(question, [tasksText(tasks), concepts.join(', ')], pen)
}

/** What is told when the question has been thought about. */
export function answerText(
  { answer, weakAnswerMisses, followUp, sources }: Question,
  pen: StudyPen,
): string[] {
  return [
    ...section('Model answer', answer, pen),
    '',
    ...section('What a weak answer misses', weakAnswerMisses, pen),
    '',
    ...section('Follow-up', followUp, pen),
    '',
    pen.paint('strong', 'Sources'),
    ...linkLines(sources, pen),
  ]
}
