import type { Concept } from '../track/study/concepts.ts'
import { entryHead, inset, linkLines, type StudyPen, tasksText } from './study-parts.ts'
import { hang, padEnd } from './text.ts'

/** A term, what it means, where that is from and which tasks use it. */
export function conceptText({ term, tasks, text, sources }: Concept, pen: StudyPen): string[] {
  return [
    ...entryHead(term, [tasksText(tasks)], pen),
    '',
    ...inset(text, pen),
    '',
    ...linkLines(sources, pen),
  ]
}

/** All terms, a line each, and the tasks that use them. */
export function conceptList(concepts: readonly Concept[], { width, paint }: StudyPen): string[] {
  const widest = Math.max(...concepts.map(({ term }) => term.length))
  return concepts.flatMap(({ term, tasks }) =>
    hang(`${paint('strong', padEnd(term, widest))}  `, tasks.join(', '), width),
  )
}
