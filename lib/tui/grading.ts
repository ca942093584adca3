import type { Report } from '../grade/report.ts'
import type { Task } from '../track/task.ts'
import type { Action } from './reduce.ts'
import { isMoving } from './reduce-run.ts'
import { sentenceFor } from './sentence.ts'
import type { Services } from './services.ts'
import type { State } from './state.ts'

/** At most one grading at a time, and the passing of time on its screen. */
export type Grading = {
  readonly lastReport: Report | undefined
  /** Begins a grading; one that is going on is given up for it. */
  start(task: Task): void
  /** Gives up the one that is going on; says whether there was one. */
  stop(): boolean
  /** Stops for good; resolves when the grading has let go, or soon anyway. */
  close(): Promise<void>
}

export function createGrading(
  services: Services,
  {
    dispatch,
    state,
    finished,
  }: { dispatch: (...actions: Action[]) => void; state: () => State; finished: () => void },
): Grading {
  const { clock } = services
  let current: { controller: AbortController; settled: Promise<void> } | undefined
  let lastReport: Report | undefined
  let stopTicking: (() => void) | undefined

  /** Ticks while something moves. */
  function keepTime(): void {
    const moving = isMoving(state().run) && !state().spoken
    if (moving) stopTicking ??= clock.every(tickMs, tick)
    else {
      stopTicking?.()
      stopTicking = undefined
    }
  }

  function tick(): void {
    dispatch({ kind: 'tick', now: clock.now() })
    keepTime()
  }

  async function run(task: Task, signal: AbortSignal): Promise<void> {
    const tell = (...actions: Action[]) => {
      if (!signal.aborted) dispatch(...actions)
      keepTime()
    }
    try {
      const report = await services.grade(
        task,
        (event) => tell({ kind: 'event', event, still: state().spoken }),
        signal,
      )
      if (signal.aborted) return
      lastReport = report
      tell({ kind: 'ended', outcome: { kind: 'graded', report } })
    } catch (error) {
      tell({ kind: 'ended', outcome: { kind: 'broke', problem: sentenceFor(error) } })
    }
    if (!signal.aborted) finished()
  }

  function stop(): boolean {
    if (current === undefined || state().run?.outcome.kind !== 'running') return false
    current.controller.abort()
    dispatch({ kind: 'ended', outcome: { kind: 'stopped' } })
    keepTime()
    return true
  }

  return {
    get lastReport() {
      return lastReport
    },
    start(task) {
      current?.controller.abort()
      const controller = new AbortController()
      dispatch({ kind: 'grade', at: clock.now() })
      current = { controller, settled: run(task, controller.signal) }
      keepTime()
    },
    stop,
    async close() {
      current?.controller.abort()
      stopTicking?.()
      stopTicking = undefined
      let giveUp = () => {}
      const patience = new Promise<void>((resolve) => {
        giveUp = clock.every(patienceMs, resolve)
      })
      await Promise.race([current?.settled, patience])
      giveUp()
    },
  }
}

const tickMs = 33
const patienceMs = 1000
