import { loadTrack } from '../../track/load.ts'
import { packageRoot } from '../../track/root.ts'
import { showPath } from '../../view/report-text.ts'
import { resetTask } from '../../workspace/reset.ts'
import type { Call } from '../command.ts'
import { requireWorkspace } from '../learner.ts'
import { requireTask } from '../tasks.ts'

export async function run({ args: [name = ''], context }: Call): Promise<number> {
  const { cwd, print } = context
  const task = requireTask(loadTrack(packageRoot()), name, cwd)
  const { file, backup } = resetTask(requireWorkspace(context), task)
  print(`${showPath(file, cwd)} is the stub again.`)
  if (backup !== undefined) print(`What you had is kept in ${showPath(backup, cwd)}.`)
  return 0
}
