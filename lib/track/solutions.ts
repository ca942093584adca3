import path from 'node:path'
import type { Task } from './task.ts'

/** The folder with a task's model solution, its variants and its mistakes, which mirrors the task's own. */
export function solutionsFolder({ folder }: Task): string {
  const subtrack = path.dirname(folder)
  const root = path.dirname(path.dirname(subtrack))
  return path.join(root, 'solutions', path.basename(subtrack), path.basename(folder))
}

export function solutionFile(task: Task): string {
  return path.join(solutionsFolder(task), 'solution.ts')
}
