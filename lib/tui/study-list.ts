import { type StudyState, type StudyText, shownOn } from './study.ts'

// The texts of a shelf by name, to choose one from. What is typed leaves over those that have all its words.

/** `at` is its place on the shelf. */
export type ListedText = { at: number; name: string }

export type StudyListAction =
  | { kind: 'study-list'; open: boolean }
  | { kind: 'study-find'; text: string }
  | { kind: 'study-erase' | 'study-choose' }
  | { kind: 'study-select'; by: number }

export function reduceStudyList(state: StudyState, action: StudyListAction): StudyState {
  const { list, shelf, at } = state
  if (action.kind === 'study-list')
    return { ...state, list: action.open ? { query: '', cursor: at[shelf] } : undefined }
  if (list === undefined) return state
  switch (action.kind) {
    case 'study-find':
      return { ...state, list: { ...list, query: list.query + action.text } }
    case 'study-erase':
      return { ...state, list: { ...list, query: [...list.query].slice(0, -1).join('') } }
    case 'study-select': {
      const listed = listedTexts(state)
      const index = listed.findIndex((text) => text.at === chosenText(state)?.at)
      const next = Math.max(0, Math.min(listed.length - 1, index + action.by))
      return { ...state, list: { ...list, cursor: listed[next]?.at ?? list.cursor } }
    }
    case 'study-choose': {
      const chosen = chosenText(state)
      if (chosen === undefined) return state
      return { ...state, at: { ...at, [shelf]: chosen.at }, revealed: false, scroll: 0, list: undefined }
    }
  }
}

/** What the list shows. */
export function listedTexts(state: StudyState): ListedText[] {
  const words = (state.list?.query ?? '').toLowerCase().split(/\s+/)
  const texts: StudyText[] = shownOn(state, state.shelf)
  return texts
    .map((text, at) => ({ at, name: nameOf(text), all: `${nameOf(text)} ${besides(text)}`.toLowerCase() }))
    .filter(({ all }) => words.every((word) => all.includes(word)))
    .map(({ at, name }) => ({ at, name }))
}

/** The text at the cursor; where that is not listed, the first that is. */
export function chosenText(state: StudyState): ListedText | undefined {
  const listed = listedTexts(state)
  return listed.find(({ at }) => at === state.list?.cursor) ?? listed[0]
}

function nameOf(text: StudyText): string {
  if ('question' in text) return text.question
  if ('slug' in text) return `${text.task.number} ${text.slug}: ${text.title}`
  if ('term' in text) return text.term
  return 'order' in text ? howTasksBuild : text.title
}

/** What else a text is found by. */
function besides(text: StudyText): string {
  if ('question' in text) return text.concepts.join(' ')
  if ('also' in text) return text.also.join(' ')
  return 'by' in text ? `${text.by} ${text.year}` : ''
}

const howTasksBuild = 'How the tasks build on each other'
