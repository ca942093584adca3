import type { Link } from '../track/study/references.ts'
import type { Paint } from './paint.ts'
import type { Symbols } from './symbols.ts'
import type { TaskText } from './task-text.ts'
import { hang, wrap } from './text.ts'

/** What the study texts are written with. */
export type StudyPen = { width: number; paint: Paint; symbols: Symbols; render: TaskText }

/** The title of an entry, and below it what it belongs to. */
export function entryHead(title: string, belongsTo: string[], { width, paint, symbols }: StudyPen): string[] {
  const below = wrap(belongsTo.filter((part) => part !== '').join(symbols.separator), width)
  return [...wrap(paint('title', title), width), ...below.map((line) => paint('quiet', line))]
}

/** "Tasks 2.1, 2.2" */
export function tasksText(tasks: readonly string[]): string {
  return `${tasks.length === 1 ? 'Task' : 'Tasks'} ${tasks.join(', ')}`
}

/** Markdown under a heading of its own, set in. */
export function section(heading: string, markdown: string, pen: StudyPen): string[] {
  return [pen.paint('strong', heading), ...inset(markdown, pen)]
}

/** Plain text under a heading of its own, set in. */
export function plainSection(heading: string, text: string, { width, paint }: StudyPen): string[] {
  return [paint('strong', heading), ...wrap(text, width - indent.length).map((line) => `${indent}${line}`)]
}

/** Markdown, set in. */
export function inset(markdown: string, { width, paint, symbols, render }: StudyPen): string[] {
  return render(markdown, { width: width - indent.length, paint, symbols }).map((line) =>
    line === '' ? '' : `${indent}${line}`,
  )
}

/** Addresses stay whole, so that they can be opened: a terminal wraps them by itself. */
export function linkLines(links: readonly Link[], { width, paint, symbols }: StudyPen): string[] {
  const [first, next] =
    symbols.bullet === '' ? [indent, indent] : [`${indent}${symbols.bullet} `, `${indent}  `]
  return links.flatMap(({ text, url }) => [...hang(first, text, width), `${next}${paint('accent', url)}`])
}

const indent = '  '
