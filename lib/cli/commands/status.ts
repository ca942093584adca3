import { loadTrack } from '../../track/load.ts'
import { packageRoot } from '../../track/root.ts'
import type { Task } from '../../track/task.ts'
import { taskHints } from '../../track/text.ts'
import { showPath } from '../../view/report-text.ts'
import { count, hang } from '../../view/text.ts'
import { type TrackEntry, taskLine, trackSummary } from '../../view/track-text.ts'
import { verdictName } from '../../view/verdict.ts'
import { progressOf } from '../../workspace/progress.ts'
import { readAttempts } from '../../workspace/record.ts'
import { fileOf } from '../../workspace/workspace.ts'
import type { Call } from '../command.ts'
import type { Context } from '../context.ts'
import { entriesOf, type Learner, requireLearner } from '../learner.ts'

export async function run({ context }: Call): Promise<number> {
  const { pen, print } = context
  const track = loadTrack(packageRoot())
  const learner = requireLearner(context)
  const entries = entriesOf(track.tasks, learner)
  print(...hang('Workspace: ', learner.workspace.folder, pen.width))
  print(...hang('', trackSummary(entries), pen.width), '')
  for (const entry of entries) {
    print(taskLine(entry, pen))
    for (const line of details(entry.task, learner, context)) print(...hang('      ', line, pen.width))
  }
  const next = entries.find(({ status }) => status !== 'passed')
  print('', ...hang('Next: ', next === undefined ? allPassed : nextStep(next), pen.width))
  return 0
}

function details(task: Task, { workspace, progress }: Learner, { cwd }: Context): string[] {
  const { attempts, hintsSeen } = progressOf(progress, task)
  const last = readAttempts(workspace, task.number).at(-1)
  const outcome = last === undefined ? '' : `, the last: ${verdictName(last.verdict)}`
  return [
    showPath(fileOf(workspace, task), cwd),
    `${count(attempts, 'attempt')}${outcome}; ${hintsSeen} of ${count(taskHints(task).length, 'hint')} seen`,
  ]
}

function nextStep({ task: { number }, status }: TrackEntry): string {
  return status === 'new' ? `npx workbench show ${number}` : `npx workbench grade ${number}`
}

const allPassed =
  'you have passed every task. `npx workbench grade --all` shows which stars can still be won.'
