import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Task } from '../track/task.ts'
import { onDisk } from './disk-error.ts'
import { fileOf, type Workspace } from './workspace.ts'

/** Whether the learner's file is there and no longer the stub. */
export function isBegun(workspace: Workspace, task: Task): boolean {
  const file = fileOf(workspace, task)
  const stub = readFileSync(join(task.folder, 'stub.ts'), 'utf8')
  return onDisk(file, () => existsSync(file) && readFileSync(file, 'utf8') !== stub)
}
