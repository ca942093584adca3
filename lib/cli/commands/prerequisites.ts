import { groundOf } from '../../track/builds.ts'
import { allTasks, type Track } from '../../track/load.ts'
import { loadPrerequisites } from '../../track/study/prerequisites.ts'
import { isWarmUp, type Task } from '../../track/task.ts'
import { prerequisiteText } from '../../view/prerequisite-text.ts'
import { groundText, taskOrderText } from '../../view/task-order-text.ts'
import type { Call } from '../command.ts'
import { about, openStudy, printEntries } from '../study.ts'

export async function run(call: Call): Promise<number> {
  const { options, context } = call
  const { pen, print } = context
  const study = openStudy(call)
  const { root, track, task } = study
  const prerequisites = about(loadPrerequisites(root, track), study)
  if (options.json) {
    const tasks = (task === undefined ? allTasks(track) : [task]).map((one) => jsonTask(one, track))
    print(JSON.stringify({ prerequisites, tasks }, null, 2))
    return 0
  }
  await printEntries(prerequisites, prerequisiteText, call)
  const tasks = allTasks(track)
  print('', '', ...(task === undefined ? taskOrderText(tasks, pen) : groundText(task, tasks, pen)))
  return 0
}

/** `buildsOn` is what it names itself, `ground` that and all below. */
function jsonTask(task: Task, track: Track) {
  const { number, slug, title, builds } = task
  const ground = groundOf(task, track.tasks)
  return { task: number, slug, title, warmUp: isWarmUp(task), buildsOn: builds, ground }
}
