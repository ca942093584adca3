import { existsSync } from 'node:fs'
import path from 'node:path'
import { allTasks, type Track } from '../load.ts'
import { solutionsFolder } from '../solutions.ts'
import type { Task } from '../task.ts'
import { pieceOf } from './entries.ts'
import { tasksIn } from './references.ts'
import { readEntries } from './study-file.ts'

/** One of the mistakes that matter most in the whole track, and why it does in production, as Markdown. */
export type KeyMistake = { slug: string; tasks: string[]; why: string }

/** What a mistake is and how it is put right, its task's grader says; here is only why it is among the worst. */
export function loadKeyMistakes(root: string, track: Track): KeyMistake[] {
  const { entries, file } = readEntries(root, 'mistakes.md', { fields: ['tasks'], sections: [] })
  return entries.map(({ title, line, fields, text }) => {
    const numbers = tasksIn(pieceOf(fields, 'tasks'), file, track)
    for (const task of allTasks(track).filter(({ number }) => numbers.includes(number))) {
      if (!existsSync(mistakeFile(task, title))) throw new Error(noProgram(`${file}:${line}`, title, task))
    }
    if (text.text === '') throw new Error(noReason(`${file}:${line}`, title))
    return { slug: title, tasks: numbers, why: text.text }
  })
}

/** The program that makes a task's mistake. */
export function mistakeFile(task: Task, slug: string): string {
  return path.join(solutionsFolder(task), 'mistakes', `${slug}.ts`)
}

const noProgram = (at: string, slug: string, { number }: Task) =>
  `${at}: task ${number} has no program "${slug}" among its mistakes.`
const noReason = (at: string, slug: string) => `${at}: "${slug}" does not say why it matters.`
