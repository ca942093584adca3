import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'
import { addFiles } from '../track/exercises.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))

/** What npm links as the command `workbench`. */
export const executable = path.join(repository, 'dist', 'workbench.js')

export const { version } = JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8'))

/** A program of task 1.1 by its name below `solutions/`, such as "mistakes/no-dedup.ts". */
export function program(name: string): string {
  return path.join(repository, 'solutions', '1-naive-broadcast', '1-basic-broadcast', name)
}

/** Where `start` puts the learner's program for task 1.1, seen from the folder it was started in. */
export const ownProgram = path.join('gossip-workspace', '1-naive-broadcast', '1-basic-broadcast.ts')

/** How a command ended. `code` is null when a signal ended it. */
export type Ended = { code: number | null; stdout: string; stderr: string }

type Where = { cwd?: string; env?: NodeJS.ProcessEnv; stdio?: SpawnOptions['stdio'] }

/** Runs the built command as a script would: without a terminal. */
export function workbench(args: string[], where: Where = {}): Promise<Ended> {
  return ending(startWorkbench(args, where))
}

export function startWorkbench(
  args: string[],
  { cwd = tmpdir(), env = {}, stdio }: Where = {},
): ChildProcess {
  return spawn(process.execPath, [executable, ...args], {
    cwd,
    env: { ...plainEnvironment(), ...env },
    stdio: stdio ?? ['ignore', 'pipe', 'pipe'],
  })
}

/** Collects what a command says until it ends. */
export function ending(child: ChildProcess): Promise<Ended> {
  const ended: Ended = { code: null, stdout: '', stderr: '' }
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    ended.stdout += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    ended.stderr += text
  })
  return new Promise((resolve) => child.once('close', (code) => resolve({ ...ended, code })))
}

/** Resolves when the command has said something like this on standard error. */
export function hearing({ stderr }: ChildProcess, pattern: RegExp): Promise<void> {
  let heard = ''
  return new Promise((resolve, reject) => {
    stderr?.on('data', (text: string) => {
      heard += text
      if (pattern.test(heard)) resolve()
    })
    stderr?.once('end', () => reject(new Error(`never said ${pattern}, but: ${heard}`)))
  })
}

/** The environment of these tests, without what decides about colour, width and screens. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const telling =
    /^(CI|COLUMNS|NO_COLOR|FORCE_COLOR|COLORTERM|TERM|LANG|LC_.*|DEV|NODE_ENV|NODE_OPTIONS|VITEST.*)$/
  const others = Object.entries(process.env).filter(([name]) => !telling.test(name))
  return { ...Object.fromEntries(others), LANG: 'C.UTF-8', TERM: 'xterm-256color' }
}

const folders = realpathSync(mkdtempSync(path.join(tmpdir(), 'gossip-workbench-cli-')))
afterAll(() => rmSync(folders, { recursive: true, force: true }))

/** A folder with these files, until all tests of the file are done: they may run side by side. */
export function newFolder(files: { [path: string]: string } = {}): string {
  const folder = mkdtempSync(path.join(folders, 'folder-'))
  addFiles(folder, files)
  return folder
}

/** A folder in which somebody has started the workbench before. */
export async function startedFolder(files: { [path: string]: string } = {}): Promise<string> {
  const folder = newFolder(files)
  await workbench(['start'], { cwd: folder })
  return folder
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
export const escapeSequence = /\u001b/

/** A text without the line breaks and indents that made it fit. */
export function words(text: string): string {
  return text.split(/\s+/).join(' ')
}
