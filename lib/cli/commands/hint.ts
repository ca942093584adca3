import { UserError } from '../../protocol/user-error.ts'
import { loadTrack } from '../../track/load.ts'
import { packageRoot } from '../../track/root.ts'
import type { Task } from '../../track/task.ts'
import { type Hint, taskHints } from '../../track/text.ts'
import { loadTaskText } from '../../view/task-text.ts'
import { wrap } from '../../view/text.ts'
import { progressOf } from '../../workspace/progress.ts'
import { recordHint } from '../../workspace/record.ts'
import type { Call } from '../command.ts'
import type { Context } from '../context.ts'
import { findLearner, type Learner } from '../learner.ts'
import { requireTask } from '../tasks.ts'

export async function run({ args: [name = ''], options, context }: Call): Promise<number> {
  const task = requireTask(loadTrack(packageRoot()), name, context.cwd)
  const hints = taskHints(task)
  const learner = findLearner(context)
  const hint = hintOf(task, hints, options.level ?? nextLevel(task, hints, learner))
  if (options.json) context.print(jsonHint(task, hint, hints))
  else await printHint(task, hint, hints, context)
  if (learner !== undefined) {
    recordHint(learner.workspace, { task: task.number, at: context.date(), level: hint.level })
  }
  return 0
}

/** The first hint that has not been seen; when all have, the last. */
function nextLevel(task: Task, hints: Hint[], learner: Learner | undefined): number {
  const seen = learner === undefined ? 0 : progressOf(learner.progress, task).hintsSeen
  return Math.min(seen + 1, hints.length)
}

function hintOf(task: Task, hints: Hint[], level: number): Hint {
  const hint = hints.find((one) => one.level === level)
  if (hint === undefined) throw new UserError('no-such-hint', noSuchHint(task, hints.length))
  return hint
}

function jsonHint({ number }: Task, { level, text }: Hint, hints: Hint[]): string {
  return JSON.stringify({ task: number, level, of: hints.length, text }, null, 2)
}

async function printHint(
  task: Task,
  { level, title, text }: Hint,
  hints: Hint[],
  { pen, print, say }: Context,
): Promise<void> {
  const render = await loadTaskText()
  const heading = `Hint ${level} of ${hints.length} for ${task.number} ${task.title}`
  print(...wrap(pen.paint('title', title === undefined ? heading : `${heading}: ${title}`), pen.width), '')
  print(...render(text, pen))
  say(level < hints.length ? more(task, level + 1) : last)
}

const noSuchHint = ({ number }: Task, count: number) =>
  `Task ${number} has ${count} hints, so --level is a number from 1 to ${count}.`
const more = ({ number }: Task, level: number) =>
  `\nThe next one says more: npx workbench hint ${number} --level ${level}`
const last = '\nThat was the last one.'
