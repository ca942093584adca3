import { join } from 'node:path'
import { loadTrack, type Track } from '../../lib/track/load.ts'
import type { Task } from '../../lib/track/task.ts'
import { createWorkspace } from '../../lib/workspace/create.ts'
import type { Workspace } from '../../lib/workspace/workspace.ts'
import { exercises, temporaryFolder } from '../track/exercises.ts'

/** A small installed package and a learner's fresh workspace, in a folder for the test alone. */
export type Desk = { root: string; track: Track; task: Task; types: string; workspace: Workspace }

export const declarations = 'export interface Node {}\n'

export function setUpDesk(): Desk {
  const root = temporaryFolder({ ...exercises, 'dist/types.d.ts': declarations })
  const track = loadTrack(root)
  const [task] = track.tasks
  if (task === undefined) throw new Error('no task')
  const types = join(root, 'dist/types.d.ts')
  return { root, track, task, types, workspace: createWorkspace(join(root, 'learner'), track, { types }) }
}
