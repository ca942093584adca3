import type { Track } from '../load.ts'
import { pieceOf } from './entries.ts'
import { type Link, linksIn, namesIn, tasksIn } from './references.ts'
import { readEntries } from './study-file.ts'

/** What somebody may be asked, and what a good answer to it is. Texts are Markdown. */
export type Question = {
  question: string
  /** Numbers of the tasks that are enough to answer it. */
  tasks: string[]
  concepts: string[]
  answer: string
  weakAnswerMisses: string
  followUp: string
  sources: Link[]
}

export function loadInterview(root: string, track: Track): Question[] {
  const { entries, file } = readEntries(root, 'interview.md', {
    fields: ['tasks', 'concepts'],
    sections: ['Model answer', 'What a weak answer misses', 'Follow-up', 'Sources'],
  })
  return entries.map(({ title, fields, sections }) => ({
    question: title,
    tasks: tasksIn(pieceOf(fields, 'tasks'), file, track),
    concepts: namesIn(pieceOf(fields, 'concepts')),
    answer: pieceOf(sections, 'Model answer').text,
    weakAnswerMisses: pieceOf(sections, 'What a weak answer misses').text,
    followUp: pieceOf(sections, 'Follow-up').text,
    sources: linksIn(pieceOf(sections, 'Sources'), file),
  }))
}
