import type { KnownMistake } from '../grade/known-mistakes.ts'
import type { Task } from '../track/task.ts'
import { entryHead, plainSection, type StudyPen, section } from './study-parts.ts'
import { hang, padEnd, wrap } from './text.ts'
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

/** Those that matter most, then all, under the tasks they are made in: each by its name and title, in a line where it fits. */
export function mistakeOverview(mistakes: readonly KnownMistake[], pen: StudyPen): string[] {
  const most = mistakes.filter(({ why }) => why !== undefined)
  return [
    ...wrap(pen.paint('title', theWorst(most.length)), pen.width),
    ...most.flatMap((mistake) => inLine(mistake, `${mistake.title} (task ${mistake.task.number})`, pen)),
    '',
    ...wrap(pen.paint('title', byTask(mistakes.length)), pen.width),
    ...mistakes.flatMap((mistake, index) => [
      ...(mistakes[index - 1]?.task === mistake.task ? [] : ['', ...taskHead(mistake.task, pen)]),
      ...inLine(mistake, mistake.title, pen),
    ]),
  ]
}

function taskHead({ number, title }: Task, { width, paint }: StudyPen): string[] {
  return wrap(paint('strong', `${number} ${title}`), width)
}

/** With room, titles stand below each other; one that does not fit so comes closer to its name. */
function inLine({ slug }: KnownMistake, title: string, { width, paint }: StudyPen): string[] {
  const name = `  ${padEnd(slug, usualName)}  `
  const fits = width >= 80 && name.length + title.length <= width
  return hang(`  ${paint('accent', slug)}${fits ? name.slice(2 + slug.length) : '  '}`, title, width)
}

/** As long as nearly all names are, in columns. */
const usualName = 20

/** What stands above the report of the program that makes a mistake. */
export function exampleText(
  { task, slug, title, program }: KnownMistake,
  { width, paint }: Pick<StudyPen, 'width' | 'paint'>,
): string[] {
  return [
    ...wrap(notYours(task.number, slug, title), width),
    `  ${paint('accent', program)}`,
    ...wrap(whatFollows, width),
  ]
}

/** What to type to read about a mistake: the same name may be known to several tasks. */
export function mistakeCommand({ slug, task }: { slug: string; task: string }): string {
  return `npx workbench mistakes ${slug} --task ${task}`
}

const theWorst = (number: number) => `The ${number} mistakes that matter most`
const byTask = (number: number) => `All ${number} that the graders know by name`
const notYours = (task: string, slug: string, title: string) =>
  `This is not your program, but an example for task ${task} that makes the mistake "${title}" (${slug}):`
const whatFollows = 'What follows is what the grader says of it, as it would of yours.'
