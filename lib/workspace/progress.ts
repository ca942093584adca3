import type { Task } from '../track/task.ts'
import { type Entry, isCount } from './entry.ts'

/** How far a learner has come: what `progress.json` holds. */
export type Progress = {
  version: 1
  /** How many bytes of `attempts.jsonl` are counted in it. */
  counted: number
  /** By task number; a task that nothing happened to is not in it. */
  tasks: { [number: string]: TaskProgress }
}

export type TaskProgress = {
  status: 'new' | 'started' | 'passed'
  /** Of the best attempt that passed; 0 before. */
  stars: number
  attempts: number
  /** ISO time of that best attempt. */
  bestAt?: string
  /** The highest level of hint shown; 0 for none. */
  hintsSeen: number
  solutionSeen: boolean
}

export const noProgress: Progress = { version: 1, counted: 0, tasks: {} }

export function progressOf(progress: Progress, task: Pick<Task, 'number'>): TaskProgress {
  return (Object.hasOwn(progress.tasks, task.number) ? progress.tasks[task.number] : undefined) ?? untouched
}

const untouched: TaskProgress = { status: 'new', stars: 0, attempts: 0, hintsSeen: 0, solutionSeen: false }

/** Progress after what the entries tell. `end` is the byte of the record they reach to. */
export function withEntries(progress: Progress, entries: Entry[], end: number): Progress {
  const tasks = { ...progress.tasks }
  for (const entry of entries) {
    const before = progressOf({ ...progress, tasks }, { number: entry.task })
    tasks[entry.task] = afterEntry(before, entry)
  }
  return { version: 1, counted: end, tasks }
}

function afterEntry(before: TaskProgress, entry: Entry): TaskProgress {
  const status = before.status === 'passed' ? 'passed' : 'started'
  switch (entry.kind) {
    case 'attempt': {
      const after = { ...before, status, attempts: before.attempts + 1 } satisfies TaskProgress
      const better = entry.verdict === 'passed' && (status !== 'passed' || entry.stars > before.stars)
      return better ? { ...after, status: 'passed', stars: entry.stars, bestAt: entry.at } : after
    }
    case 'hint':
      return { ...before, status, hintsSeen: Math.max(before.hintsSeen, entry.level) }
    case 'solution':
      return { ...before, status, solutionSeen: true }
  }
}

export type ParsedProgress = { kind: 'valid'; progress: Progress } | { kind: 'corrupt' } | { kind: 'newer' }

/** Reads a `progress.json`. By hand and not with zod, whose import alone takes as long as `workbench list` may. */
export function parseProgress(text: string): ParsedProgress {
  const file = parseObject(text)
  if (isCount(file?.version) && file.version > 1) return { kind: 'newer' }
  if (file?.version !== 1 || !isCount(file.counted) || !isObject(file.tasks)) return { kind: 'corrupt' }
  if (!Object.values(file.tasks).every(isTaskProgress)) return { kind: 'corrupt' }
  return { kind: 'valid', progress: file as Progress }
}

function parseObject(text: string): { [field: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isTaskProgress(given: unknown): given is TaskProgress {
  return (
    isObject(given) &&
    ['new', 'started', 'passed'].includes(String(given.status)) &&
    isCount(given.stars) &&
    isCount(given.attempts) &&
    (given.bestAt === undefined || typeof given.bestAt === 'string') &&
    isCount(given.hintsSeen) &&
    typeof given.solutionSeen === 'boolean'
  )
}

function isObject(given: unknown): given is { [field: string]: unknown } {
  return typeof given === 'object' && given !== null && !Array.isArray(given)
}
