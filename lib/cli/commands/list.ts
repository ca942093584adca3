import { allTasks, loadTrack, type Track } from '../../track/load.ts'
import { packageRoot } from '../../track/root.ts'
import { trackText } from '../../view/track-text.ts'
import { fileOf } from '../../workspace/workspace.ts'
import type { Call } from '../command.ts'
import { entriesOf, findLearner, type Learner } from '../learner.ts'

export async function run({ options, context }: Call): Promise<number> {
  const track = loadTrack(packageRoot())
  const learner = findLearner(context)
  if (options.json) context.print(JSON.stringify(jsonList(track, learner), null, 2))
  else {
    context.print(...trackText(track, entriesOf(allTasks(track), learner), context.pen))
    if (learner === undefined) context.say(noWorkspace)
  }
  return 0
}

/** `file` is null outside of a workspace. */
function jsonList(track: Track, learner: Learner | undefined) {
  return entriesOf(track.tasks, learner).map(({ task, status, stars }) => ({
    task: task.number,
    slug: task.slug,
    title: task.title,
    subtrack: task.subtrack.slug,
    level: task.level,
    status,
    stars,
    file: learner === undefined ? null : fileOf(learner.workspace, task),
  }))
}

const noWorkspace = 'There is no workspace in this folder or above it; `npx workbench start` makes one.'
