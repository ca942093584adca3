import { mistakeFile } from '../track/study/key-mistakes.ts'
import type { Task } from '../track/task.ts'
import { loadGrader } from './load-grader.ts'

/** A mistake that a task's grader knows by name, and the program in the package that makes it. */
export type KnownMistake = {
  task: Task
  slug: string
  title: string
  cause: string
  fix: string
  /** As an absolute path. */
  program: string
}

/** Every mistake that the graders of these tasks can name, task by task. */
export async function knownMistakes(root: string, tasks: readonly Task[]): Promise<KnownMistake[]> {
  const graders = await Promise.all(
    tasks.map(async (task) => ({ task, grader: await loadGrader(root, task) })),
  )
  return graders.flatMap(({ task, grader }) =>
    grader.mistakes.map(({ slug, title, cause, fix }) => ({
      ...{ task, slug, title, cause, fix },
      program: mistakeFile(task, slug),
    })),
  )
}
