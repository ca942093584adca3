import { UserError } from '../../protocol/user-error.ts'
import { loadReading } from '../../track/study/reading.ts'
import type { Task } from '../../track/task.ts'
import { readingText } from '../../view/reading-text.ts'
import type { Call } from '../command.ts'
import { about, openStudy, printEntries } from '../study.ts'

export async function run(call: Call): Promise<number> {
  const study = openStudy(call)
  const works = about(loadReading(study.root, study.track), study)
  if (works.length === 0 && study.task !== undefined) throw new UserError('no-reading', nothing(study.task))
  await printEntries(works, readingText, call)
  return 0
}

const nothing = ({ number }: Task) =>
  `Nothing here is about task ${number} in particular. \`npx workbench reading\` shows it all.`
