import type { Demo, Store } from '../lww/demo.ts'
import { UserError } from '../protocol/user-error.ts'
import type { Track } from '../track/load.ts'
import { solutionFile } from '../track/solutions.ts'
import { isBegun } from '../workspace/is-begun.ts'
import { fileOf } from '../workspace/workspace.ts'
import type { Learner } from './learner.ts'
import { requireTask } from './tasks.ts'

/** The task whose solution knows both rules, and the one that has the last writer's alone. */
export const versionsTask = '4.4'
export const valuesTask = '4.3'

/** Ours, which knows both rules. */
export function modelStore(track: Track): Store {
  return { file: solutionFile(requireTask(track, versionsTask, '')), speaks: 'versions', isLearners: false }
}

/** The learner's own stores where they have begun them; the model solution stands in for the other. */
export function ownStores(track: Track, model: Store, { workspace }: Learner): Demo['stores'] {
  const own = (name: string, speaks: Store['speaks']): Store | undefined => {
    const task = requireTask(track, name, '')
    return isBegun(workspace, task) ? { file: fileOf(workspace, task), speaks, isLearners: true } : undefined
  }
  const versions = own(versionsTask, 'versions')
  const values = own(valuesTask, 'values')
  if (versions === undefined && values === undefined) throw new UserError('no-own-store', noOwnStore)
  return { lww: values ?? versions ?? model, vv: versions ?? model }
}

const noOwnStore = `You have begun neither ${valuesTask} nor ${versionsTask} in this workspace: both are the stubs still. Write one of them first, or leave --mine out.`
