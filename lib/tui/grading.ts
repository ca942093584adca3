import type { GradeEvent } from '../grade/progress.ts'
import type { Report } from '../grade/report.ts'
import { UserError } from '../protocol/user-error.ts'
import type { Task } from '../track/task.ts'
import type { Action } from './reduce.ts'
import { sentenceFor } from './sentence.ts'
import type { Services } from './services.ts'
import type { State } from './state.ts'

/** At most one grading at a time. */
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

  async function run(task: Task, signal: AbortSignal): Promise<void> {
    const tell = (action: Action) => {
      if (!signal.aborted) dispatch(action)
    }
    const hear = (event: GradeEvent) => {
      if (event.kind === 'done' && !signal.aborted) lastReport = event.report
      tell({ kind: 'event', event, still: state().spoken })
    }
    try {
      const report = await services.grade(task, hear, signal)
      tell({ kind: 'ended', outcome: { kind: 'graded', report } })
    } catch (error) {
      const problem = sentenceFor(error)
      const ours = !(error instanceof UserError)
      // A result that could not be recorded, say, is still a result.
      if (state().run?.outcome.kind === 'graded') tell({ kind: 'notice', text: problem })
      else tell({ kind: 'ended', outcome: { kind: 'broke', problem, ours } })
    }
    if (!signal.aborted) finished()
  }

  function stop(): boolean {
    if (current === undefined || state().run?.outcome.kind !== 'running') return false
    current.controller.abort()
    dispatch({ kind: 'ended', outcome: { kind: 'stopped' } })
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
    },
    stop,
    async close() {
      current?.controller.abort()
      let giveUp = () => {}
      const patience = new Promise<void>((resolve) => {
        giveUp = clock.every(patienceMs, resolve)
      })
      await Promise.race([current?.settled, patience])
      giveUp()
    },
  }
}

const patienceMs = 1000
