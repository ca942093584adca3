import { basename, dirname, resolve } from 'node:path'
import { allTasks, type Track } from './load.ts'
import { nearest } from './nearest.ts'
import type { Task } from './task.ts'

/** `suggestions` are the tasks whose names come closest, best first, at most three; often none. */
export type FoundTask = { kind: 'found'; task: Task } | { kind: 'unknown'; name: string; suggestions: Task[] }

/**
 * Finds the task that a person named: by number (`1.1`), slug (`basic-broadcast`), folder name
 * (`1-basic-broadcast`), or a path, relative to `cwd`, to its file in a workspace (`1-naive-broadcast/1-basic-broadcast.ts`)
 * or to its folder in `exercises/` or `solutions/`. The path need not exist: a deleted file is still a name.
 */
export function findTask(track: Track, name: string, { cwd }: { cwd: string }): FoundTask {
  const asked = name.trim().toLowerCase()
  const tasks = allTasks(track)
  const task =
    tasks.find((task) => namesOf(task).includes(asked)) ??
    tasks.find((task) => isPathOf(task, resolve(cwd, name)))
  if (task !== undefined) return { kind: 'found', task }
  return { kind: 'unknown', name, suggestions: suggestionsFor(tasks, asked) }
}

function namesOf(task: Task): string[] {
  return [task.number, task.slug, basename(task.folder)]
}

function isPathOf(task: Task, path: string): boolean {
  const stem = basename(path).replace(/\.[cm]?[jt]s$/, '')
  return stem === basename(task.folder) && basename(dirname(path)) === basename(dirname(task.folder))
}

function suggestionsFor(tasks: Task[], asked: string): Task[] {
  const stem = basename(asked.replaceAll('\\', '/')).replace(/\.[cm]?[jt]s$/, '')
  return nearest(stem, tasks, namesOf)
}
