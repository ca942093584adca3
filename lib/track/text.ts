import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseFrontMatter } from './front-matter.ts'
import { taskFields } from './load.ts'
import type { Task } from './task.ts'

/** One hint: the higher its level, the more it gives away. Levels count up from 1. `text` is Markdown. */
export type Hint = { level: number; title?: string; text: string }

/** What the task is, as Markdown. */
export function taskText(task: Task): string {
  const file = join(task.folder, 'task.md')
  return parseFrontMatter(readFileSync(file, 'utf8'), file, taskFields).body
}

/** The task's hints in order. */
export function taskHints(task: Task): Hint[] {
  const file = join(task.folder, 'hints.md')
  return parseHints(readFileSync(file, 'utf8'), file)
}

/** Splits a hints file at its `## Hint 1`, `## Hint 2: Where to look`, … headings. `file` is only named in errors. */
function parseHints(text: string, file: string): Hint[] {
  const parts = text
    .replaceAll('\r\n', '\n')
    .trim()
    .split(/^(?=## Hint\b)/m)
  return parts.map((part, index) => {
    const [heading = '', ...lines] = part.split('\n')
    const match = /^## Hint (\d+)(?:\s*[:.–—-]\s*(\S.*?))?\s*$/.exec(heading)
    if (Number(match?.[1]) !== index + 1) throw new Error(notTheHint(file, heading, index + 1))
    const body = lines.join('\n').trim()
    if (body === '') throw new Error(emptyHint(file, index + 1))
    const title = match?.[2]
    return { level: index + 1, ...(title !== undefined && { title }), text: body }
  })
}

const notTheHint = (file: string, heading: string, level: number) =>
  `${file}: "${heading}" should be the heading of hint ${level}, "## Hint ${level}".`
const emptyHint = (file: string, level: number) => `${file}: hint ${level} says nothing.`
