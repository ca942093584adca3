import { clip } from '../view/text.ts'
import { type Layout, windowAround } from './layout.ts'
import type { ScreenView, Tools } from './screen.ts'
import { position } from './screen-task.ts'
import type { StudyState } from './study.ts'
import { chosenText, type ListedText, listedTexts } from './study-list.ts'

/** What is looked for, and below it the part of the list around the cursor. */
export function studyListScreen(
  study: StudyState,
  { width }: Layout,
  height: number,
  tools: Tools,
): Pick<ScreenView, 'body' | 'spoken' | 'info'> {
  const { paint, symbols } = tools
  const listed = listedTexts(study)
  const chosen = listed.findIndex(({ at }) => at === chosenText(study)?.at)
  const room = height - 1
  const { first, end } = windowAround(listed.length, room, chosen)
  const lines = listed.slice(first, end).map(({ name }, index) => {
    const line = clip(name, width - 1, symbols.ellipsis)
    return first + index === chosen ? paint('selected', `${symbols.pointer}${line}`) : ` ${line}`
  })
  return {
    body: [queryLine(study, tools), ...(listed.length === 0 ? [nothingFound] : lines)],
    spoken: [queryLine(study, tools), spokenText(listed, chosen)],
    info: position(first, room, listed.length, tools),
  }
}

/** Read out is the text at the cursor, and where in the list it is. */
function spokenText(listed: readonly ListedText[], chosen: number): string {
  const text = listed[chosen]
  return text === undefined ? nothingFound : `${text.name}; ${chosen + 1} of ${listed.length}`
}

function queryLine({ list }: StudyState, { paint, spoken }: Tools): string {
  const query = list?.query ?? ''
  if (spoken) return query === '' ? 'Choose a text, or type words of its name' : `Looking for ${query}`
  if (query === '') return `${paint('accent', '/')} ${paint('selected', ' ')}${paint('quiet', typeToFind)}`
  return `${paint('accent', '/')} ${query}${paint('selected', ' ')}`
}

const typeToFind = ' type words to look for'
const nothingFound = 'Nothing here has these words in its name.'
