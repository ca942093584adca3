import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Task } from '../track/task.ts'
import { copyAside } from './copy-aside.ts'
import { onDisk } from './disk-error.ts'
import { isBegun } from './is-begun.ts'
import { replaceFile } from './replace-file.ts'
import { fileOf, type Workspace } from './workspace.ts'

/**
 * Puts the task's stub back in place of the learner's file, which is first copied to `<file>.backup-<n>`. Without
 * a file, or while it still is the stub, there is nothing to back up. Progress stays as it is.
 */
export function resetTask(workspace: Workspace, task: Task): { file: string; backup?: string } {
  const file = fileOf(workspace, task)
  const stub = readFileSync(join(task.folder, 'stub.ts'), 'utf8')
  const backup = isBegun(workspace, task) ? onDisk(file, () => copyAside(file, 'backup')) : undefined
  replaceFile(workspace, file, stub, { durable: true })
  return backup === undefined ? { file } : { file, backup }
}
