import type { KnownMistake } from '../grade/known-mistakes.ts'
import { createRandom } from '../random/random.ts'
import type { Concept } from '../track/study/concepts.ts'
import type { Question } from '../track/study/interview.ts'
import type { Prerequisite } from '../track/study/prerequisites.ts'
import type { Reading } from '../track/study/reading.ts'
import type { Task } from '../track/task.ts'

/** All there is to study, shelf by shelf. */
export type StudyTexts = {
  interview: Question[]
  mistakes: KnownMistake[]
  concepts: Concept[]
  reading: Reading[]
  prerequisites: (Prerequisite | TaskOrder)[]
}

/** How the tasks build on each other: a text that belongs to all of them. */
export type TaskOrder = { tasks: string[]; order: readonly Task[] }

export function taskOrder(order: readonly Task[]): TaskOrder {
  return { tasks: order.map(({ number }) => number), order }
}

export type Shelf = keyof StudyTexts

/** In the order in which they stand on the screen. */
export const shelves: readonly Shelf[] = ['interview', 'mistakes', 'concepts', 'reading', 'prerequisites']

/** The study screen: which shelf, which text on it, and how much of that is seen. */
export type StudyState = {
  texts: StudyTexts
  shelf: Shelf
  /** On each shelf, counted from 0 among those that are shown. */
  at: { readonly [S in Shelf]: number }
  /** Number of the task that the texts are kept to. */
  task: string | undefined
  /** The list of the shelf's texts while it is open: what is looked for, and which text the cursor is on, counted like `at`. */
  list: { query: string; cursor: number } | undefined
  /** Whether the answer to the question is shown. */
  revealed: boolean
  scroll: number
  /** What chance goes on from. */
  seed: number
}

export type StudyAction =
  | { kind: 'study-turn'; by: 1 | -1 }
  | { kind: 'study-shelf' | 'study-draw' | 'study-reveal' }
  | { kind: 'study-task'; task: string }

export function openStudy(texts: StudyTexts, seed: number): StudyState {
  return {
    ...{ texts, shelf: 'interview', at: beginnings, task: undefined },
    ...{ list: undefined, revealed: false, scroll: 0, seed },
  }
}

export function reduceStudy(state: StudyState, action: StudyAction): StudyState {
  const { shelf, at, seed } = state
  const count = shownOn(state, shelf).length
  switch (action.kind) {
    case 'study-turn':
      return goTo(state, (at[shelf] + action.by + count) % Math.max(1, count))
    case 'study-draw':
      return goTo({ ...state, seed: seed + 1 }, Math.floor(createRandom(seed, 'study')() * count))
    case 'study-shelf': {
      const next = shelves[(shelves.indexOf(shelf) + 1) % shelves.length] ?? shelf
      const list = state.list && { ...state.list, cursor: at[next] }
      return { ...state, shelf: next, list, revealed: false, scroll: 0 }
    }
    case 'study-reveal':
      return { ...state, revealed: !state.revealed, scroll: 0 }
    case 'study-task': {
      const task = state.task === undefined ? action.task : undefined
      return { ...state, task, at: beginnings, revealed: false, scroll: 0 }
    }
  }
}

/** The texts of a shelf that belong to the task, if the learner keeps to one. */
export function shownOn<S extends Shelf>({ texts, task }: StudyState, shelf: S): StudyTexts[S] {
  const all: StudyText[] = texts[shelf]
  return all.filter((text) => task === undefined || tasksOf(text).includes(task)) as StudyTexts[S]
}

export type StudyText = StudyTexts[Shelf][number]

function tasksOf(text: StudyText): string[] {
  return 'tasks' in text ? text.tasks : [text.task.number]
}

function goTo(state: StudyState, index: number): StudyState {
  return { ...state, at: { ...state.at, [state.shelf]: index }, revealed: false, scroll: 0 }
}

const beginnings = { interview: 0, mistakes: 0, concepts: 0, reading: 0, prerequisites: 0 }
