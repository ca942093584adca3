import { join } from 'node:path'
import { UserError } from '../protocol/user-error.ts'
import type { Task } from '../track/task.ts'
import type { TrackEntry } from '../view/track-text.ts'
import { findWorkspace } from '../workspace/find.ts'
import { noProgress, type Progress, progressOf } from '../workspace/progress.ts'
import { readProgress } from '../workspace/read-progress.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { Context } from './context.ts'

/** The workspace that the person is in, and how far they have come there. */
export type Learner = { workspace: Workspace; progress: Progress }

/** Where `start` makes a workspace. */
export const workspaceName = 'gossip-workspace'

/** The workspace around a folder, or the one that `start` made in it. */
export function workspaceOf(folder: string): Workspace | undefined {
  return findWorkspace(folder) ?? findWorkspace(join(folder, workspaceName))
}

/** Undefined where there is no workspace. Says what was put right on the way. */
export function findLearner(context: Context): Learner | undefined {
  const workspace = workspaceOf(context.cwd)
  return workspace && learnerIn(workspace, context)
}

export function requireLearner(context: Context): Learner {
  return learnerIn(requireWorkspace(context), context)
}

export function requireWorkspace({ cwd }: Context): Workspace {
  const workspace = workspaceOf(cwd)
  if (workspace === undefined) throw new UserError('no-workspace', noWorkspace)
  return workspace
}

function learnerIn(workspace: Workspace, { say }: Context): Learner {
  const { progress, notice } = readProgress(workspace)
  if (notice !== undefined) say(notice)
  return { workspace, progress }
}

/** Tasks with the learner's progress; everything is new to somebody without a workspace. */
export function entriesOf(tasks: Task[], learner: Learner | undefined): TrackEntry[] {
  return tasks.map((task) => {
    const { status, stars } = progressOf(learner?.progress ?? noProgress, task)
    return { task, status, stars }
  })
}

const noWorkspace =
  'There is no workspace in this folder or above it. Go to yours, or make one with `npx workbench start`.'
