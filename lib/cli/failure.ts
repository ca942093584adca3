import { arch, platform, release } from 'node:os'
import { HarnessFailure } from '../grade/harness-failure.ts'
import { UserError } from '../protocol/user-error.ts'

/** What to tell the person about something that ended a command, and the exit code it means. */
export type Failure = { exitCode: number; message: string }

/** What was run, for a report of our mistakes. */
type Asked = { version: string; argv: string[] }

export function failureOf(error: unknown, asked: Asked): Failure {
  if (error instanceof UserError) return { exitCode: error.exitCode, message: error.message }
  if (isFolderGone(error)) return { exitCode: 2, message: folderGone }
  const problem = error instanceof HarnessFailure ? [noVerdict, error.message] : [ourMistake, detailOf(error)]
  return { exitCode: 3, message: [...problem, '', pleaseReport, ...circumstances(asked)].join('\n') }
}

/** What to say of standard output that could not be written; see Output. */
export function unwritten({ code, message }: NodeJS.ErrnoException): Failure {
  return { exitCode: 3, message: code === 'ENOSPC' ? diskFull : notWritten(message) }
}

/** Whoever removes the folder that a shell is in leaves it nowhere, and Node without an answer. */
function isFolderGone(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd'
}

function detailOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function circumstances({ version, argv }: Asked): string[] {
  return [
    `  gossip-workbench ${version}, Node ${process.version}, ${platform()} ${release()} ${arch()}`,
    `  workbench ${argv.join(' ')}`,
  ]
}

const folderGone = 'The folder you are in does not exist any more. Go to another one and try again.'
const noVerdict = 'The workbench could not do its own part, so there is no verdict on your program.'
const ourMistake = 'The workbench made a mistake. It is ours, not yours.'
const pleaseReport = 'Please report it with all of this:'
const diskFull =
  'The result could not be written, because the disk is full. Free some space and try again; your progress is not lost.'
const notWritten = (message: string) => `The result could not be written: ${message}.`
