import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { limitMb } from './limits.ts'
import type { Order, Word } from './wire.ts'

const stderrLimit = 16_384

/** How a runner ended by itself. */
export type RunnerExit = { code: number | null; signal: string | null; stderr: string }

/** A child process that runs programs, contained: no files but its own, no children, a capped heap. */
export class RunnerProcess {
  readonly #child: ChildProcess
  #text = ''
  #stderr = ''
  onWord: (word: Word) => void = () => {}
  onExit: (exit: RunnerExit) => void = () => {}

  constructor(runnerFile: string, options: { locate: boolean }) {
    const flags = permissionFlags(runnerFile, options.locate)
    this.#child = spawn(process.execPath, [...flags, runnerFile, ...(options.locate ? ['--locate'] : [])], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: runnerEnvironment(),
      windowsHide: true,
    })
    this.#child.stdout?.setEncoding('utf8').on('data', (chunk: string) => this.#read(chunk))
    this.#child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      if (this.#stderr.length < stderrLimit) this.#stderr += chunk
    })
    // Its death is told by 'close'; a write that comes too late is no news.
    this.#child.stdin?.on('error', () => {})
    this.#child.on('error', (error) => this.onExit({ code: null, signal: null, stderr: String(error) }))
    this.#child.on('close', (code, signal) => this.onExit({ code, signal, stderr: this.#stderr }))
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  order(order: Order): void {
    this.#child.stdin?.write(`${JSON.stringify(order)}\n`)
  }

  kill(): void {
    this.#child.kill('SIGKILL')
  }

  /** Resident memory in bytes, where the platform tells (Linux); undefined elsewhere. */
  async residentBytes(): Promise<number | undefined> {
    try {
      const pages = (await readFile(`/proc/${this.#child.pid}/statm`, 'utf8')).split(' ')[1]
      return Number(pages) * 4096
    } catch {
      return undefined
    }
  }

  #read(chunk: string): void {
    const lines = (this.#text + chunk).split('\n')
    this.#text = lines.pop() ?? ''
    for (const line of lines) {
      if (line !== '') this.onWord(JSON.parse(line) as Word)
    }
  }
}

/** Nothing of the learner's environment, save what Windows needs to start a process at all. */
function runnerEnvironment(): NodeJS.ProcessEnv {
  const { SystemRoot } = process.env
  return { TZ: 'UTC', NODE_NO_WARNINGS: '1', ...(SystemRoot === undefined ? {} : { SystemRoot }) }
}

/**
 * What the process may do: read its own file, nothing else. To find a stuck line it must also start a thread and
 * inspect it, and before Node 25 the permission model allows inspecting to nobody; there that one run is contained by
 * its contexts alone.
 */
function permissionFlags(runnerFile: string, locate: boolean): string[] {
  const allowed = process.allowedNodeEnvironmentFlags
  const heap = `--max-old-space-size=${limitMb}`
  // Optimised code may leave out the checks by which a loop is interrupted (seen in Node 24 and 26).
  const interruptible = '--no-opt'
  if (locate && !allowed.has('--allow-inspector')) return [interruptible]
  const permission = allowed.has('--permission') ? '--permission' : '--experimental-permission'
  const purpose = locate ? ['--allow-worker', '--allow-inspector', interruptible] : [heap]
  return [permission, `--allow-fs-read=${runnerFile}`, ...purpose]
}
