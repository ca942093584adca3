import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { UserError } from '../protocol/user-error.ts'
import { type FoundTask, findTask } from '../track/find.ts'
import type { Track } from '../track/load.ts'
import type { Task } from '../track/task.ts'
import { didYouMean } from './did-you-mean.ts'

/** The task that a person named. Throws a UserError that helps them on where there is none. */
export function requireTask(track: Track, name: string, cwd: string): Task {
  const found = findTask(track, name, { cwd })
  if (found.kind === 'unknown') throw new UserError('unknown-task', unknownTask(found, cwd))
  return found.task
}

function unknownTask({ name, suggestions }: Extract<FoundTask, { kind: 'unknown' }>, cwd: string): string {
  const there = `There is no task "${name}".`
  const otherwise = existsSync(resolve(cwd, name)) ? whichTask(name) : seeList
  return `${there} ${didYouMean(suggestions.map(nameOf), otherwise)}`
}

const nameOf = ({ number, slug }: Task) => `${number} (${slug})`
const seeList = '`npx workbench list` names them all.'
const whichTask = (file: string) =>
  `To grade a file, say which task it is for: npx workbench grade 1.1 --file ${file}`
