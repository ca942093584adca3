import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { UserError } from '../../protocol/user-error.ts'
import { loadTrack } from '../../track/load.ts'
import { packageRoot } from '../../track/root.ts'
import type { Task } from '../../track/task.ts'
import { progressOf } from '../../workspace/progress.ts'
import { recordSolution } from '../../workspace/record.ts'
import type { Call } from '../command.ts'
import { findLearner } from '../learner.ts'
import { requireTask } from '../tasks.ts'

export async function run({ args: [name = ''], options, context }: Call): Promise<number> {
  const root = packageRoot()
  const task = requireTask(loadTrack(root), name, context.cwd)
  const learner = findLearner(context)
  const passed = learner !== undefined && progressOf(learner.progress, task).status === 'passed'
  if (!passed && !options.spoil) throw new UserError('not-passed', notPassed(task))
  const folder = join(root, 'solutions', relative(join(root, 'exercises'), task.folder))
  const files = [
    join(folder, 'solution.ts'),
    ...(options.variants ? variantsIn(join(folder, 'variants')) : []),
  ]
  for (const [index, file] of files.entries()) {
    if (index > 0) context.print('')
    context.print(header(task, relative(root, file)), '', readFileSync(file, 'utf8').trimEnd())
  }
  if (learner !== undefined) {
    recordSolution(learner.workspace, { task: task.number, at: context.date() })
  }
  return 0
}

function variantsIn(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .map((file) => join(folder, file))
}

/** A comment, so that what is printed is a program still. */
const header = ({ number, title }: Task, file: string) =>
  `// ${number} ${title}: ${file.replaceAll('\\', '/')}`
const notPassed = ({ number }: Task) =>
  `You have not passed ${number} yet. Try \`npx workbench hint ${number}\`, or see the solution all the same with --spoil.`
