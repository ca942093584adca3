import type { GradeEvent } from '../grade/progress.ts'
import type { Report } from '../grade/report.ts'
import type { Trace } from '../trace/trace.ts'
import { readSpread } from '../view/read-spread.ts'
import { diagramOf, type Wrong } from '../view/space-time-played.ts'
import type { Exhibit, Outcome, Pane, RunState } from './state.ts'
import { momentAt, playingTime, stopNear, timelineOf, withStops } from './timeline.ts'

/**
 * What happens to a grading and the run that it shows. `still`: nothing is to move by itself, so that run is shown as
 * it ended.
 */
export type RunAction =
  | { kind: 'event'; event: GradeEvent; still: boolean }
  | { kind: 'ended'; outcome: Exclude<Outcome, { kind: 'running' }> }
  | { kind: 'tick'; now: number }
  | { kind: 'play' }
  | { kind: 'step'; by: 1 | -1 }
  | { kind: 'pane'; pane: Pane }

export function startRun(task: string, now: number): RunState {
  return {
    task,
    ...{ startedAt: now, now, checks: [], done: 0, runs: 0, latest: undefined },
    ...{ outcome: { kind: 'running' }, exhibit: undefined, pane: 'both', scroll: 0 },
  }
}

export function reduceRun(run: RunState, action: RunAction): RunState {
  switch (action.kind) {
    case 'event':
      return hear(run, action.event, action.still)
    case 'ended':
      return run.outcome.kind === 'running' ? { ...run, outcome: action.outcome } : run
    case 'tick':
      return {
        ...run,
        now: action.now,
        exhibit: run.exhibit && advance(run.exhibit, passed(run, action.now)),
      }
    case 'play':
      return { ...run, pane: withTable(run.pane), exhibit: run.exhibit && playOrPause(run.exhibit) }
    case 'step':
      return {
        ...run,
        pane: withTable(run.pane),
        exhibit: run.exhibit && step(run.exhibit, action.by, run.pane === 'messages'),
      }
    case 'pane':
      return { ...run, pane: action.pane }
  }
}

/** Whether time has to pass on the screen by itself. */
export function isMoving(run: RunState | undefined): boolean {
  return run?.outcome.kind === 'running' || run?.exhibit?.playing === true
}

function hear(run: RunState, event: GradeEvent, still: boolean): RunState {
  switch (event.kind) {
    case 'planned':
      return { ...run, runs: event.runs, checks: event.checks.map((check) => ({ ...check, failed: false })) }
    case 'run': {
      const { scenario, seed, done, runs, failedChecks } = event
      const checks = run.checks.map((check) => ({
        ...check,
        failed: check.failed || failedChecks.includes(check.id),
      }))
      return { ...run, done, runs, latest: { scenario, seed }, checks }
    }
    case 'done': {
      const { report, exhibit } = event
      return {
        ...run,
        outcome: { kind: 'graded', report },
        exhibit: exhibit && exhibitOf(exhibit, wrongOf(report, exhibit), still),
      }
    }
  }
}

function exhibitOf(trace: Trace, wrong: Wrong | undefined, still: boolean): Exhibit {
  const spread = readSpread(trace)
  const diagram = diagramOf(trace, wrong)
  const timeline = timelineOf(spread)
  const stops = diagram.moments.map(({ at }) => at)
  return {
    ...{ scenario: trace.plan.scenario, seed: trace.plan.seed },
    ...{ spread, diagram, timeline, messages: withStops(timeline, stops) },
    ...{ place: still ? 1 : 0, playing: !still, since: undefined, scroll: undefined },
  }
}

/** What the first failure says of this very run. */
function wrongOf({ checks }: Report, { plan }: Trace): Wrong | undefined {
  const failed = checks.find(({ required, status }) => required && status === 'failed')
  if (failed?.at === undefined || failed.scenario !== plan.scenario || failed.seed !== plan.seed)
    return undefined
  return { at: failed.at, check: failed.name }
}

/** Who plays or steps wants to see it. */
function withTable(pane: Pane): Pane {
  return pane === 'report' ? 'both' : pane
}

/** Time in which nothing moved, and a machine that stood still, do not count. */
function passed(run: RunState, now: number): number {
  return Math.min(now - run.now, longestTick)
}

const longestTick = 100

/** What is learned stays marked for a tenth of the whole showing. */
const freshFor = 1 / 10

function advance(exhibit: Exhibit, ms: number): Exhibit {
  if (!exhibit.playing) return exhibit
  const place = Math.min(1, exhibit.place + ms / playingTime)
  const since = place < freshFor ? -1 : momentAt(exhibit.timeline, place - freshFor)
  return { ...exhibit, place, playing: place < 1, since: place < 1 ? since : undefined }
}

/** Playing what has ended starts again. */
function playOrPause(exhibit: Exhibit): Exhibit {
  if (exhibit.playing) return { ...exhibit, playing: false }
  return { ...exhibit, playing: true, scroll: undefined, place: exhibit.place >= 1 ? 0 : exhibit.place }
}

/** Goes to the next moment at which what is looked at changes, and marks just that change. */
function step(exhibit: Exhibit, by: 1 | -1, messages: boolean): Exhibit {
  const timeline = messages ? exhibit.messages : exhibit.timeline
  const place = stopNear(timeline, exhibit.place, by)
  const before = timeline.findLast((stop) => stop.place < place)
  return { ...exhibit, playing: false, place, since: before?.at ?? -1, scroll: undefined }
}
