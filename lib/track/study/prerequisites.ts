import { withAllThatBuildOn } from '../builds.ts'
import { allTasks, type Track } from '../load.ts'
import { pieceOf } from './entries.ts'
import { type Link, linksIn, tasksIn } from './references.ts'
import { readEntries } from './study-file.ts'

/** Something that tasks take for granted. Texts are Markdown. */
export type Prerequisite = {
  title: string
  /** Numbers of the tasks that are the first to assume it. */
  from: string[]
  /** Numbers of those and of all that build on them. */
  tasks: string[]
  /** Numbers of the tasks that make good for it; often none. */
  practice: string[]
  about: string
  whoMaySkip: string
  sources: Link[]
}

export function loadPrerequisites(root: string, track: Track): Prerequisite[] {
  const { entries, file } = readEntries(root, 'prerequisites.md', {
    fields: ['from'],
    optional: ['practice'],
    sections: ['Who may skip this', 'What to read'],
  })
  return entries.map(({ title, line, fields, text, sections }) => {
    const from = tasksIn(pieceOf(fields, 'from'), file, track)
    const practice = fields.get('practice')
    if (text.text === '') throw new Error(noText(`${file}:${line}`, title))
    return {
      title,
      from,
      tasks: withAllThatBuildOn(from, allTasks(track)),
      practice: practice === undefined ? [] : tasksIn(practice, file, track),
      about: text.text,
      whoMaySkip: pieceOf(sections, 'Who may skip this').text,
      sources: linksIn(pieceOf(sections, 'What to read'), file),
    }
  })
}

const noText = (at: string, title: string) => `${at}: "${title}" does not say what is needed.`
