import { realpathSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { UserError } from '../protocol/user-error.ts'
import type { Task } from '../track/task.ts'
import { findWorkspace } from '../workspace/find.ts'
import { fileOf, type Workspace } from '../workspace/workspace.ts'
import type { Context } from './context.ts'
import { workspaceOf } from './learner.ts'
import { checkProgramFile } from './program-file.ts'

/** A file to grade as a task's program. With `workspace` it is the learner's own there, and what comes of it counts. */
export type Submission = { task: Task; file: string; workspace?: Workspace }

/** The file that was named, or else the learner's own. Throws a UserError when there is none to grade. */
export function submissionOf(
  task: Task,
  named: string | undefined,
  { cwd }: Pick<Context, 'cwd'>,
): Submission {
  if (named === undefined) {
    const workspace = workspaceOf(cwd)
    if (workspace === undefined) throw new UserError('no-workspace', noWorkspace(task))
    return ownSubmission(task, workspace)
  }
  const file = resolve(cwd, named)
  checkProgramFile(file)
  const workspace = findWorkspace(dirname(file))
  const counts = workspace !== undefined && isSame(file, fileOf(workspace, task))
  return { task, file, ...(counts && { workspace }) }
}

/** The learner's own file. Throws a UserError when it cannot be graded. */
export function ownSubmission(task: Task, workspace: Workspace): Submission {
  const file = fileOf(workspace, task)
  checkProgramFile(file, () => deleted(file, task))
  return { task, file, workspace }
}

function isSame(file: string, other: string): boolean {
  if (file === other) return true
  try {
    return realpathSync(file) === realpathSync(other)
  } catch {
    // The learner's own does not exist, so the one that was named is another.
    return false
  }
}

const noWorkspace = ({ number }: Task) =>
  `There is no workspace in this folder or above it. Make one with \`npx workbench start\`, or name a program: npx workbench grade ${number} --file <program>`
const deleted = (file: string, { number }: Task) =>
  `There is no file ${file}. \`npx workbench reset ${number}\` puts the stub there again.`
