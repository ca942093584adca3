import type { Track } from '../load.ts'
import { pieceOf } from './entries.ts'
import { tasksIn, urlOf } from './references.ts'
import { readEntries } from './study-file.ts'

/** Something worth reading. Its texts are Markdown; `about` may be empty. */
export type Reading = {
  title: string
  by: string
  year: number
  url: string
  /** Numbers of the tasks that it deepens. */
  tasks: string[]
  about: string
  lookFor: string
}

export function loadReading(root: string, track: Track): Reading[] {
  const { entries, file } = readEntries(root, 'reading.md', {
    fields: ['by', 'year', 'url', 'tasks'],
    sections: ['What to look for'],
  })
  return entries.map(({ title, fields, text, sections }) => {
    const year = pieceOf(fields, 'year')
    const url = pieceOf(fields, 'url')
    if (!/^\d{4}$/.test(year.text)) throw new Error(notAYear(file, year.line, year.text))
    return {
      title,
      by: pieceOf(fields, 'by').text,
      year: Number(year.text),
      url: urlOf(url.text, file, url.line),
      tasks: tasksIn(pieceOf(fields, 'tasks'), file, track),
      about: text.text,
      lookFor: pieceOf(sections, 'What to look for').text,
    }
  })
}

const notAYear = (file: string, line: number, text: string) => `${file}:${line}: "${text}" is no year.`
