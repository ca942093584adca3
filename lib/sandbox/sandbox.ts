import path from 'node:path'
import type { Plan } from '../trace/plan.ts'
import type { Trace } from '../trace/trace.ts'
import type { Bundle } from './place.ts'
import { Reaper } from './reaper.ts'
import { type Purpose, RunnerProcess } from './runner-process.ts'
import { runTrial } from './trial.ts'
import { Turns } from './turns.ts'

export type RunOptions = { stopAtFailure?: boolean; isEnough?: () => boolean }

/** What runs programs. */
export type Runner = Pick<Sandbox, 'run'>

/**
 * A few child processes that run learners' programs. They are started before there is anything to run, so that
 * their start-up hides behind the bundling. This stops accidents and keeps runs repeatable; it is no prison for a
 * stranger's code.
 */
export class Sandbox {
  readonly #runnerFile: string
  readonly #idle: RunnerProcess[] = []
  readonly #all = new Set<RunnerProcess>()
  readonly #turns: Turns
  #reservations = 0
  readonly #reaper = new Reaper(process.platform)
  #closed = false

  /** `distFolder` is where the build put runner.js. */
  constructor(distFolder: string, size: number) {
    this.#runnerFile = path.join(distFolder, 'runner.js')
    this.#turns = new Turns(size)
    for (let index = 0; index < size; index++) this.#idle.push(this.#newRunner('run'))
  }

  /** The same sandbox for somebody who runs several things: they keep the place of the first among what others run. */
  reserved(): Runner {
    const turn = this.#reservations++
    return { run: (...what) => this.#run(turn, ...what) }
  }

  /**
   * Runs the plans, several at once, and calls `onTrace` for each in the order of the plans. When a run ends the
   * program itself (it threw, got stuck, ran out), the plans after it are not run, unless `stopAtFailure` is false;
   * nor are those after the first trace that is `isEnough`. Which runs are reported depends on the plans alone and not
   * on which runner was faster. Of several calls that go on at a time the earlier has the processes first.
   */
  async run(
    bundle: Bundle,
    plans: Plan[],
    onTrace: (trace: Trace, index: number) => void,
    options: RunOptions = {},
  ): Promise<void> {
    return this.reserved().run(bundle, plans, onTrace, options)
  }

  async #run(
    turn: number,
    bundle: Bundle,
    plans: Plan[],
    onTrace: (trace: Trace, index: number) => void,
    { stopAtFailure = true, isEnough = () => false }: RunOptions = {},
  ): Promise<void> {
    const waiting = new Map<number, Trace>()
    let next = 0
    let told = 0
    let last = plans.length
    const runNext = async () => {
      if (next >= last || this.#closed) return
      const index = next++
      const trace = await this.#trial(bundle, index, plans[index] as Plan)
      if (this.#closed) return
      waiting.set(index, trace)
      if (stopAtFailure && trace.end.kind !== 'finished') last = Math.min(last, index + 1)
      for (let trace = waiting.get(told); trace !== undefined && told < last; trace = waiting.get(told)) {
        waiting.delete(told)
        onTrace(trace, told++)
        if (isEnough()) last = told
      }
    }
    try {
      // All ask for their turn at once: whoever asked only when the one before is done would be behind all others.
      await Promise.all(plans.map(() => this.#turns.take(turn, runNext)))
    } catch (error) {
      last = 0
      throw this.#closed ? new Error(closed) : error
    }
    if (this.#closed) throw new Error(closed)
  }

  /** Ends all its processes. A `run` that is going on rejects. */
  close(): void {
    this.#closed = true
    for (const runner of this.#all) runner.kill()
    this.#all.clear()
    this.#idle.length = 0
    this.#reaper.dismiss()
  }

  async #trial(bundle: Bundle, trial: number, plan: Plan): Promise<Trace> {
    const runner = this.#idle.pop() ?? this.#newRunner('run')
    runner.load(bundle.code)
    const newRunner = (purpose: Purpose) => this.#newRunner(purpose)
    const { trace, runnerLives } = await runTrial({ runner, newRunner, bundle, trial, plan })
    if (runnerLives) this.#idle.push(runner)
    return trace
  }

  #newRunner(purpose: Purpose): RunnerProcess {
    if (this.#closed) throw new Error(closed)
    const runner = new RunnerProcess(this.#runnerFile, purpose)
    this.#all.add(runner)
    this.#reaper.watch(runner.pid)
    runner.onEnd = () => {
      this.#all.delete(runner)
      this.#reaper.forget(runner.pid)
    }
    return runner
  }
}

const closed = 'The sandbox was closed while a program ran in it.'
