import { loadTrack } from '../../track/load.ts'
import { packageRoot } from '../../track/root.ts'
import { taskText } from '../../track/text.ts'
import { loadTaskText } from '../../view/task-text.ts'
import { wrap } from '../../view/text.ts'
import type { Call } from '../command.ts'
import { requireTask } from '../tasks.ts'

export async function run({ args: [name = ''], context }: Call): Promise<number> {
  const { cwd, pen, print } = context
  const task = requireTask(loadTrack(packageRoot()), name, cwd)
  const render = await loadTaskText()
  print(...wrap(pen.paint('title', `${task.number} ${task.title}`), pen.width))
  print(pen.paint('quiet', `${task.subtrack.title}, ${task.level}`), '')
  print(...render(taskText(task), pen))
  return 0
}
