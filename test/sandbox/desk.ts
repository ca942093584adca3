import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Graded, grade } from '../../lib/grade/grade.ts'
import type { Grader } from '../../lib/grade/grader.ts'
import { loadGrader } from '../../lib/grade/load-grader.ts'
import { bundleProgram } from '../../lib/sandbox/bundle.ts'
import { Sandbox } from '../../lib/sandbox/sandbox.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import type { Trace } from '../../lib/trace/trace.ts'
import { loadTrack } from '../../lib/track/load.ts'
import { packageRoot } from '../../lib/track/root.ts'
import { solutionFile } from '../../lib/track/solutions.ts'
import type { Task } from '../../lib/track/task.ts'

/** A place to grade program texts against task 1.1, with a real sandbox; `dist/` must be built. */
export class Desk {
  readonly sandbox: Sandbox
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'gossip-attack-'))
  readonly #task: Task
  readonly #grader: Grader

  private constructor(task: Task, grader: Grader, runners: number) {
    this.#task = task
    this.#grader = grader
    this.sandbox = new Sandbox(path.join(packageRoot(), 'dist'), runners)
  }

  static async open(runners = 1): Promise<Desk> {
    const task = loadTrack(packageRoot()).tasks.find(({ number }) => number === '1.1')
    if (task === undefined) throw new Error('Task 1.1 is missing')
    return new Desk(task, await loadGrader(packageRoot(), task), runners)
  }

  /** The model solution's text. */
  get solution(): string {
    return readFileSync(solutionFile(this.#task), 'utf8')
  }

  async grade(program: string, name = 'attack.ts'): Promise<Graded> {
    const file = path.join(this.#folder, name)
    writeFileSync(file, program)
    const { sandbox } = this
    return grade({ task: this.#task, grader: this.#grader, file, seed: 1, sandbox, now: () => 0 })
  }

  /** Runs plans without judging them, in order. */
  async run(program: string, ...plans: Plan[]): Promise<Trace[]> {
    const file = path.join(this.#folder, 'program.ts')
    writeFileSync(file, program)
    const bundled = await bundleProgram(file)
    if (bundled.kind === 'build-error') throw new Error(bundled.problem.message)
    const traces: Trace[] = []
    await this.sandbox.run(bundled.bundle, plans, (trace) => traces.push(trace), { stopAtFailure: false })
    return traces
  }

  write(name: string, text: string): void {
    writeFileSync(path.join(this.#folder, name), text)
  }

  close(): void {
    this.sandbox.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
