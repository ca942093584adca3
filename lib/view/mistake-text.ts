import type { KnownMistake } from '../grade/known-mistakes.ts'
import { entryHead, plainSection, type StudyPen, section } from './study-parts.ts'
import { hang } from './text.ts'
import { wayOn } from './way-on.ts'

/** A mistake with its cause, its fix, and how to see it fail. */
export function mistakeText({ task, slug, title, cause, fix, why }: KnownMistake, pen: StudyPen): string[] {
  return [
    ...entryHead(title, [slug, `Task ${task.number} ${task.title}`], pen),
    '',
    ...plainSection('Cause', cause, pen),
    ...plainSection('Fix', fix, pen),
    ...(why === undefined ? [] : section('Why it matters in production', why, pen)),
    '',
    ...wayOn('See it fail:', `${mistakeCommand({ slug, task: task.number })} --run`, pen),
  ]
}

/** Mistakes by name, under the tasks they are made in. */
export function mistakeList(mistakes: readonly KnownMistake[], pen: StudyPen): string[] {
  const { width, paint } = pen
  return mistakes.flatMap(({ task, slug, title }, index) => [
    ...(mistakes[index - 1]?.task === task
      ? []
      : ['', ...entryHead(`${task.number} ${task.title}`, [], pen)]),
    ...hang(`  ${paint('strong', slug)}  `, title, width),
  ])
}

/** What to type to read about a mistake: the same name may be known to several tasks. */
export function mistakeCommand({ slug, task }: { slug: string; task: string }): string {
  return `npx workbench mistakes ${slug} --task ${task}`
}
