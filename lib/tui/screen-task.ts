import { showPath } from '../view/report-text.ts'
import type { TaskText } from '../view/task-text.ts'
import { clipStart, within } from '../view/text.ts'
import type { Layout } from './layout.ts'
import type { ScreenView, Tools } from './screen.ts'
import type { State, TaskState } from './state.ts'

/** A task's text and the hints seen so far, below where its file is and how far the learner is. */
export function taskScreen({ task }: State, layout: Layout, tools: Tools): ScreenView {
  if (task === undefined) return { title: '', aside: '', body: [], info: '' }
  const { level } = task.task
  const head = headOf(task, layout, tools)
  const { lines } = taskDocument(task, layout, tools)
  const height = layout.body - head.length
  return {
    title: `${task.task.number} ${task.task.title}`,
    aside: `${level}${tools.symbols.separator}${task.progress.status}`,
    body: [...head, ...lines.slice(task.scroll, task.scroll + height)],
    info: position(task.scroll, height, lines.length, tools),
  }
}

/** The whole text with its hints, and the line that each hint begins on. */
export function taskDocument(
  task: TaskState,
  { width }: Layout,
  tools: Tools,
): { lines: string[]; hintsAt: number[] } {
  const { taskText } = tools
  if (taskText === undefined) return { lines: [loading], hintsAt: [] }
  const lines = rendered(task.text, taskText, width, tools)
  const hints = hintLines(task, width, tools)
  const hintsAt = hints.map((_, index) => lines.length + hints.slice(0, index).flat().length + 1)
  return { lines: [...lines, ...hints.flat()], hintsAt }
}

/** The hints seen so far, each with an empty line before it. */
export function hintLines({ hints, progress }: TaskState, width: number, tools: Tools): string[][] {
  const { taskText, paint } = tools
  if (taskText === undefined) return []
  return hints.slice(0, progress.hints).map(({ level, title, text }) => {
    const heading = `Hint ${level} of ${hints.length}${title === undefined ? '' : `: ${title}`}`
    return ['', ...within(paint('title', heading), width), '', ...rendered(text, taskText, width, tools)]
  })
}

function rendered(markdown: string, render: TaskText, width: number, tools: Tools): string[] {
  const { paint, symbols, remember } = tools
  return remember([render, markdown, width], () =>
    render(markdown, { width, paint, symbols }).flatMap((line) => within(line, width)),
  )
}

/** How many lines of the text are seen at once. */
export function taskTextHeight(task: TaskState, layout: Layout, tools: Tools): number {
  return layout.body - headOf(task, layout, tools).length
}

function headOf(task: TaskState, { width, ruled }: Layout, { base, paint, symbols }: Tools): string[] {
  const { attempts, hints } = task.progress
  const parts = [
    `${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`,
    `hint ${hints} of ${task.hints.length}`,
  ]
  if (task.watching) parts.push('watching')
  const file = paint('accent', clipStart(showPath(task.file, base), width, symbols.ellipsis))
  if (!ruled) return [file]
  return [file, paint('quiet', parts.join(symbols.separator)), '']
}

/** Which part of a text is in view. */
export function position(scroll: number, height: number, count: number, { symbols, spoken }: Tools): string {
  if (count <= height) return ''
  const text = `lines ${scroll + 1} to ${Math.min(count, scroll + height)} of ${count}`
  if (spoken) return text
  const { up, down } = symbols.arrows
  return `${text} ${scroll > 0 ? up : ' '}${scroll + height < count ? down : ''}`
}

const loading = 'Reading the task…'
