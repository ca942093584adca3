import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export const repository = fileURLToPath(new URL('../..', import.meta.url))

type Output = { stdout: string; stderr: string }

/** Runs npm in a folder as a person would there, and gives what it printed; rejects when it fails. */
export async function npm(folder: string, ...args: string[]): Promise<Output> {
  const options = { cwd: folder, env: environment() }
  // On Windows npm is a batch file, which only a shell can run.
  return process.platform === 'win32'
    ? promisify(execFile)('npm', args, { ...options, shell: true })
    : promisify(execFile)('npm', args, options)
}

/** An `npm test` around this one tells npm by these variables which project it is in; this is another. */
function environment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env)
  return Object.fromEntries(inherited.filter(([name]) => !/^(npm_|INIT_CWD$|NODE_ENV$)/i.test(name)))
}
