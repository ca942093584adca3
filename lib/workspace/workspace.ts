import { basename, dirname, join } from 'node:path'
import type { Task } from '../track/task.ts'

/** A learner's folder. Their files lie open in it; what the workbench keeps for them is under `.workbench/`. */
export type Workspace = { folder: string }

/** The learner's file for a task, as an absolute path; it need not exist. */
export function fileOf(workspace: Workspace, task: Task): string {
  return join(workspace.folder, basename(dirname(task.folder)), `${basename(task.folder)}.ts`)
}

/** A path under `.workbench/`. */
export function kept(workspace: Workspace, ...parts: string[]): string {
  return join(workspace.folder, keptFolder, ...parts)
}

/** What makes a folder a workspace. */
export const keptFolder = '.workbench'
