import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { UserError } from '../protocol/user-error.ts'
import type { Environment } from './context.ts'

/** The command line that opens an editor, arguments included; undefined when there is none. */
export function findEditor(env: Environment, platform: NodeJS.Platform): string | undefined {
  const chosen = [env.VISUAL, env.EDITOR].find((command) => command !== undefined && command.trim() !== '')
  if (chosen !== undefined) return chosen
  // It is part of Windows.
  if (platform === 'win32') return 'notepad'
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  return usual.find((name) => folders.some((folder) => existsSync(join(folder, name))))
}

/** Resolves when the editor is left. As with git, the command may be anything that a shell understands. */
export async function openInEditor(command: string, file: string, platform: NodeJS.Platform): Promise<void> {
  const child =
    platform === 'win32'
      ? spawn(`${command} "${file}"`, { stdio: 'inherit', shell: true })
      : spawn('/bin/sh', ['-c', `${command} "$1"`, 'sh', file], { stdio: 'inherit' })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('exit', resolve)
  })
  if (code !== 0) throw new UserError('editor-failed', failed(command, code))
}

/** The gentlest first. */
const usual = ['nano', 'vim', 'vi']

export const noEditor =
  'There is no editor to open. Set EDITOR to the command of yours, such as EDITOR="code --wait", or open the file yourself.'
const failed = (command: string, code: number | null) =>
  `The editor (${command}) ended with ${code === null ? 'a signal' : `code ${code}`}. If it did not open, set EDITOR to another.`
