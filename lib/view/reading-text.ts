import type { Reading } from '../track/study/reading.ts'
import { entryHead, inset, type StudyPen, section, tasksText } from './study-parts.ts'

/** A work, where it is, and what to look for in it. */
export function readingText(
  { title, by, year, url, tasks, about, lookFor }: Reading,
  pen: StudyPen,
): string[] {
  return [
    ...entryHead(title, [`${by}, ${year}`, tasksText(tasks)], pen),
    pen.paint('accent', url),
    ...(about === '' ? [] : ['', ...inset(about, pen)]),
    '',
    ...section('What to look for', lookFor, pen),
  ]
}
