import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { limitMb } from './limits.ts'
import type { Order, Word } from './wire.ts'

const stderrLimit = 16_384

/** How a runner ended by itself. */
export type RunnerExit = { code: number | null; signal: string | null; stderr: string }

/** What a runner is for: running plans, or finding the line that a run does not come back from. */
export type Purpose = 'run' | 'locate'

export type NewRunner = (purpose: Purpose) => RunnerProcess

/** A child process that runs programs, contained: no files but its own, no children, a capped heap. */
export class RunnerProcess {
  readonly #child: ChildProcess
  /** The pieces of a line that is still coming. */
  #pieces: string[] = []
  #stderr = ''
  #code: string | undefined
  #exit: RunnerExit | undefined
  #onExit: (exit: RunnerExit) => void = () => {}
  /** Whether it ever came so far as to take orders. */
  isReady = false
  onWord: (word: Word) => void = () => {}
  /** Called when the process is gone, however it ended. */
  onEnd: () => void = () => {}

  constructor(runnerFile: string, purpose: Purpose) {
    const locates = purpose === 'locate'
    const flags = permissionFlags(runnerFile, locates)
    this.#child = spawn(process.execPath, [...flags, runnerFile, ...(locates ? ['--locate'] : [])], {
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
    this.#child.on('error', (error) => this.#ended({ code: null, signal: null, stderr: String(error) }))
    this.#child.on('close', (code, signal) => this.#ended({ code, signal, stderr: this.#stderr }))
  }

  /** Called when it has ended by itself, at once if it has already. */
  set onExit(hear: (exit: RunnerExit) => void) {
    this.#onExit = hear
    if (this.#exit !== undefined) hear(this.#exit)
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  /** Gives it the program that its next trials run, unless it has that. */
  load(code: string): void {
    if (code === this.#code) return
    this.#code = code
    this.order({ kind: 'program', code })
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

  #ended(exit: RunnerExit): void {
    this.#exit ??= exit
    this.#onExit(exit)
    this.onEnd()
  }

  #read(chunk: string): void {
    const lines = chunk.split('\n')
    const rest = lines.pop() as string
    for (const end of lines) {
      // Joined once: to add each piece to the line so far would copy a long line again and again.
      this.#pieces.push(end)
      const word = JSON.parse(this.#pieces.join('')) as Word
      this.#pieces = []
      if (word.kind === 'ready') this.isReady = true
      this.onWord(word)
    }
    if (rest !== '') this.#pieces.push(rest)
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
  // V8's helper threads compile and collect for one short-lived realm after another, and cost a quarter more processor
  // time than they save (24 gradings of 4.1's programs on two cores: 27 s with them, 21 s without).
  const alone = '--single-threaded'
  // Optimised code may leave out the checks by which a loop is interrupted (seen in Node 24 and 26).
  const interruptible = '--no-opt'
  if (locate && !allowed.has('--allow-inspector')) return [interruptible]
  const permission = allowed.has('--permission') ? '--permission' : '--experimental-permission'
  const purpose = locate ? ['--allow-worker', '--allow-inspector', interruptible] : [heap, alone]
  return [permission, `--allow-fs-read=${runnerFile}`, ...purpose]
}
