import type { Task } from './task.ts'

/** All that a task builds on, and what that builds on, and so on: numbers, in the order of the tasks. */
export function groundOf(task: Task, tasks: readonly Task[]): string[] {
  const ground = new Set(task.builds)
  // A set that grows while it is gone through is gone through to its end.
  for (const number of ground) {
    for (const deeper of tasks.find((one) => one.number === number)?.builds ?? []) ground.add(deeper)
  }
  return tasks.map(({ number }) => number).filter((number) => ground.has(number))
}

/** These tasks and all that build on one of them, at whatever distance: numbers, in the order of the tasks. */
export function withAllThatBuildOn(numbers: readonly string[], tasks: readonly Task[]): string[] {
  return tasks
    .filter((task) => [task.number, ...groundOf(task, tasks)].some((number) => numbers.includes(number)))
    .map(({ number }) => number)
}
