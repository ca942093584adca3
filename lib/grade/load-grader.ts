import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Task } from '../track/task.ts'
import type { Grader } from './grader.ts'

/** A task's grader, as the build compiled it. */
export async function loadGrader(root: string, task: Task): Promise<Grader> {
  const file = path.join(root, 'dist', path.relative(root, task.folder), 'grader.js')
  const { default: grader } = (await import(pathToFileURL(file).href)) as { default: Grader }
  return grader
}
