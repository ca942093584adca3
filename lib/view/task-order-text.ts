import { groundOf } from '../track/builds.ts'
import { isWarmUp, type Task } from '../track/task.ts'
import type { StudyPen } from './study-parts.ts'
import { hang, padEnd, wrap } from './text.ts'

type Pen = Pick<StudyPen, 'width' | 'paint'>

/** Every task on a line of its own, with those that it builds on. */
export function taskOrderText(tasks: readonly Task[], pen: Pen): string[] {
  const { width, paint } = pen
  const widest = Math.max(...tasks.map(({ slug }) => slug.length))
  return [
    ...wrap(paint('title', howTheyBuild), width),
    '',
    ...wrap(whatItMeans, width),
    '',
    ...tasks.flatMap((task) =>
      hang(
        `  ${paint('strong', task.number)} ${padEnd(task.slug, widest)}  `,
        foundation(task, tasks),
        width,
      ),
    ),
  ]
}

/** The tasks that come before one, in order, by name. */
export function groundText(task: Task, tasks: readonly Task[], { width, paint }: Pen): string[] {
  const ground = groundOf(task, tasks)
  if (ground.length === 0) return wrap(buildsOnNothing(task), width)
  return [
    ...wrap(paint('title', whatItBuildsOn(task)), width),
    '',
    ...tasks
      .filter(({ number }) => ground.includes(number))
      .flatMap(({ number, title }) => hang(`  ${paint('strong', number)} `, title, width)),
  ]
}

/** "1.4, 2.3; and so 1.1, 1.3, 2.1" */
function foundation(task: Task, tasks: readonly Task[]): string {
  if (isWarmUp(task)) return warmUp
  if (task.builds.length === 0) return nothing
  const deeper = groundOf(task, tasks).filter((number) => !task.builds.includes(number))
  return task.builds.join(', ') + (deeper.length === 0 ? '' : `; and so ${deeper.join(', ')}`)
}

const howTheyBuild = 'How the tasks build on each other'
const whatItMeans =
  'Beside each task stand those that it takes further. No task is locked: this is what its text takes for known.'
const warmUp = 'the warm-up; no task needs it'
const nothing = 'nothing: begin here'
const whatItBuildsOn = ({ number, title }: Task) => `What ${number} ${title} builds on`
const buildsOnNothing = ({ number, title }: Task) => `${number} ${title} builds on no other task.`
