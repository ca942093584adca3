import { loadTrack, type Track } from '../../track/load.ts'
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
    context.print(...trackText(track, entriesOf(track, learner), context.pen))
    if (learner === undefined) context.say(noWorkspace)
  }
  return 0
}

/** `file` is null where there is none: outside of a workspace, and for a task that is not in this version. */
function jsonList(track: Track, learner: Learner | undefined) {
  return entriesOf(track, learner).map(({ task, status, stars }) => ({
    task: task.number,
    slug: task.slug,
    title: task.title,
    subtrack: task.subtrack.slug,
    level: task.level,
    status,
    stars,
    file: learner !== undefined && task.available ? fileOf(learner.workspace, task) : null,
    available: task.available,
  }))
}

const noWorkspace = 'There is no workspace in this folder or above it; `npx workbench start` makes one.'
