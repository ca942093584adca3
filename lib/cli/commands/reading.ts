import { UserError } from '../../protocol/user-error.ts'
import { loadReading } from '../../track/study/reading.ts'
import type { Task } from '../../track/task.ts'
import { readingText } from '../../view/reading-text.ts'
import type { Call } from '../command.ts'
import { about, openStudy, printEntries } from '../study.ts'

export async function run(call: Call): Promise<number> {
  const study = openStudy(call)
  const all = loadReading(study.root, study.track)
  if (all.length === 0) throw new UserError('not-in-this-version', notYet)
  const works = about(all, study)
  if (works.length === 0 && study.task !== undefined) throw new UserError('no-reading', nothing(study.task))
  await printEntries(works, readingText, call)
  return 0
}

const notYet = 'The reading is not in this version yet.'
const nothing = ({ number }: Task) =>
  `Nothing here is about task ${number} in particular. \`npx workbench reading\` shows it all.`
