import { join } from 'node:path'
import { allTasks, loadTrack, type Track } from '../../track/load.ts'
import { packageRoot } from '../../track/root.ts'
import { showPath } from '../../view/report-text.ts'
import { createWorkspace, ensureWorkspace } from '../../workspace/create.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import type { Call } from '../command.ts'
import type { Context } from '../context.ts'
import { entriesOf, findLearner, workspaceName, workspaceOf } from '../learner.ts'

export async function run({ options, context }: Call): Promise<number> {
  const root = packageRoot()
  const track = loadTrack(root)
  const workspace = openWorkspace(root, track, context)
  const learner = findLearner(context)
  if (!context.interactive) {
    const { trackText } = await import('../../view/track-text.ts')
    context.print(...trackText(track, entriesOf(allTasks(track), learner), context.pen), '', isIn(workspace))
    return 0
  }
  const [{ runApp }, { createServices }] = await Promise.all([
    import('../../tui/app.tsx'),
    import('../services.ts'),
  ])
  const { stdin, stdout, stderr } = process
  // What is to be said while the screens are up is said when they are left.
  const notices: string[] = []
  const services = createServices({ ...context, say: (sentence) => notices.push(sentence) }, track, workspace)
  // The screens have to give the terminal back before anything else happens.
  context.handOver()
  const { exitCode } = await runApp(services, {
    ...{ stdin, stdout, stderr, env: context.env, signals: process },
    inline: options.inline === true,
  })
  for (const notice of notices) context.say(notice)
  return exitCode
}

/** The learner's workspace with whatever it lacks, or a new one. Says what it made. */
function openWorkspace(root: string, track: Track, { cwd, say }: Context): Workspace {
  const source = { types: join(root, 'dist', 'types', 'gossip-workbench.d.ts') }
  const workspace = workspaceOf(cwd)
  if (workspace === undefined) {
    const made = createWorkspace(join(cwd, workspaceName), track, source)
    say(madeWorkspace(made))
    return made
  }
  for (const file of ensureWorkspace(workspace, track, source)) say(added(showPath(file, cwd)))
  return workspace
}

const madeWorkspace = ({ folder }: Workspace) => `Made a workspace for your programs: ${folder}`
const added = (file: string) => `Added ${file}, which was missing.`
const isIn = ({ folder }: Workspace) => `Your programs are in ${folder}`
