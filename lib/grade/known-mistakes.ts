import { type KeyMistake, mistakeFile } from '../track/study/key-mistakes.ts'
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
  /** Why it is among those that matter most in the whole track, as Markdown, if it is. */
  why?: string
}

/** Every mistake that the graders of these tasks can name, task by task. */
export async function knownMistakes(
  root: string,
  tasks: readonly Task[],
  key: readonly KeyMistake[],
): Promise<KnownMistake[]> {
  const graders = await Promise.all(
    tasks.map(async (task) => ({ task, grader: await loadGrader(root, task) })),
  )
  return graders.flatMap(({ task, grader }) =>
    grader.mistakes.map(({ slug, title, cause, fix }) => {
      const reason = key.find((one) => one.slug === slug && one.tasks.includes(task.number))
      const program = mistakeFile(task, slug)
      return { task, slug, title, cause, fix, program, ...(reason && { why: reason.why }) }
    }),
  )
}
