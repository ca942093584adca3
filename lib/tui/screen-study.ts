import { conceptText } from '../view/concept-text.ts'
import { mistakeText } from '../view/mistake-text.ts'
import { prerequisiteText } from '../view/prerequisite-text.ts'
import { questionAsked, questionText } from '../view/question-text.ts'
import { readingText } from '../view/reading-text.ts'
import type { StudyPen } from '../view/study-parts.ts'
import { taskOrderText } from '../view/task-order-text.ts'
import { within, wrap } from '../view/text.ts'
import type { Layout } from './layout.ts'
import type { ScreenView, Tools } from './screen.ts'
import { studyListScreen } from './screen-study-list.ts'
import { position } from './screen-task.ts'
import { type Shelf, type StudyState, shelves, shownOn } from './study.ts'
import { listedTexts } from './study-list.ts'

/** One text of a shelf, or the list of them, below the names of all shelves. */
export function studyScreen(study: StudyState, layout: Layout, tools: Tools): ScreenView {
  const { shelf, task } = study
  const { place, ...seen } =
    study.list === undefined ? textView(study, layout, tools) : listView(study, layout, tools)
  return {
    title: `Study: ${names[shelf]}`,
    aside: task === undefined ? place : `task ${task}${tools.symbols.separator}${place}`,
    ...seen,
    body: [shelfLine(shelf, tools), ...(layout.ruled ? [''] : []), ...seen.body],
  }
}

type PartView = Omit<ScreenView, 'title' | 'aside'> & { place: string }

function textView(study: StudyState, layout: Layout, tools: Tools): PartView {
  const { shelf, at, scroll } = study
  const lines = studyDocument(study, layout, tools)
  const height = studyTextHeight(layout)
  const count = shownOn(study, shelf).length
  const seen = lines.slice(scroll, scroll + height)
  const info = position(scroll, height, lines.length, tools)
  return { place: `${Math.min(count, at[shelf] + 1)} of ${count}`, body: seen, spoken: seen, info }
}

function listView(study: StudyState, layout: Layout, tools: Tools): PartView {
  const count = shownOn(study, study.shelf).length
  const place = study.list?.query === '' ? `${count} in all` : `${listedTexts(study).length} of ${count}`
  return { place, ...studyListScreen(study, layout, studyTextHeight(layout), tools) }
}

/** The whole text; a line that is too long for the screen, as an address may be, goes on in the next. */
export function studyDocument(study: StudyState, { width }: Layout, tools: Tools): string[] {
  const { taskText: render, paint, symbols, remember } = tools
  if (render === undefined) return [loading]
  const text = shownOn(study, study.shelf)[study.at[study.shelf]]
  return remember([render, text, study.revealed, width], () =>
    linesOf(study, { width, paint, symbols, render }).flatMap((line) => within(line, width)),
  )
}

/** How many lines of the text are seen at once. */
export function studyTextHeight({ body, ruled }: Layout): number {
  return Math.max(0, body - (ruled ? 2 : 1))
}

function linesOf(study: StudyState, pen: StudyPen): string[] {
  const { shelf, at, revealed } = study
  const index = at[shelf]
  switch (shelf) {
    case 'interview': {
      const question = shownOn(study, shelf)[index]
      if (question === undefined) return wrap(nothing(shelf), pen.width)
      return revealed
        ? questionText(question, pen)
        : [...questionAsked(question, pen), '', ...wrap(think, pen.width)]
    }
    case 'mistakes': {
      const mistake = shownOn(study, shelf)[index]
      return mistake === undefined ? wrap(nothing(shelf), pen.width) : mistakeText(mistake, pen)
    }
    case 'concepts': {
      const concept = shownOn(study, shelf)[index]
      return concept === undefined ? wrap(nothing(shelf), pen.width) : conceptText(concept, pen)
    }
    case 'reading': {
      const reading = shownOn(study, shelf)[index]
      return reading === undefined ? wrap(nothing(shelf), pen.width) : readingText(reading, pen)
    }
    case 'prerequisites': {
      const page = shownOn(study, shelf)[index]
      if (page === undefined) return wrap(nothing(shelf), pen.width)
      return 'order' in page ? taskOrderText(page.order, pen) : prerequisiteText(page, pen)
    }
  }
}

function shelfLine(chosen: Shelf, { paint, symbols }: Tools): string {
  const name = (shelf: Shelf) =>
    shelf === chosen ? paint('selected', `${symbols.pointer}${names[shelf]} `) : ` ${names[shelf]} `
  return shelves.map(name).join(' ')
}

const names: { [S in Shelf]: string } = {
  interview: 'Interview',
  mistakes: 'Mistakes',
  concepts: 'Concepts',
  reading: 'Reading',
  prerequisites: 'Prerequisites',
}
const loading = 'Reading the texts…'
const think = 'Say it aloud, or write it down; then see our answer.'
const nothing = (shelf: Shelf) => `There is nothing under ${names[shelf]} for this task. t shows all again.`
