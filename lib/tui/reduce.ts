import type { TrackEntry } from '../view/track-text.ts'
import { type FanoutAction, openFanout, reduceFanout } from './fanout.ts'
import { type LwwAction, openLww, pausedLww, reduceLww } from './lww.ts'
import { type RunAction, reduceRun, startRun } from './reduce-run.ts'
import type { TaskProgress } from './services.ts'
import {
  type RunState,
  type Size,
  type State,
  type TaskState,
  type TrackState,
  visibleEntries,
} from './state.ts'
import { openStudy, reduceStudy, type StudyAction, type StudyTexts } from './study.ts'
import { reduceStudyList, type StudyListAction } from './study-list.ts'

/** Everything that can change what is shown. */
export type Action =
  | { kind: 'resize'; size: Size }
  | { kind: 'notice'; text: string }
  | { kind: 'help'; open: boolean }
  /** `limit` is the furthest that the text at hand can be scrolled. */
  | { kind: 'scroll-to'; line: number; limit: number }
  | { kind: 'select'; by: number }
  | { kind: 'search' }
  | { kind: 'search-type'; text: string }
  | { kind: 'search-erase' }
  | { kind: 'search-end'; keep: boolean }
  | { kind: 'open'; task: TaskState }
  | { kind: 'back' }
  | { kind: 'show-run' }
  | { kind: 'progress'; entries: TrackEntry[]; task: TaskProgress | undefined }
  | { kind: 'watching'; on: boolean }
  | { kind: 'grade'; at: number }
  | { kind: 'fanout' }
  | FanoutAction
  | { kind: 'lww' }
  | LwwAction
  /** `texts` when they are opened for the first time. */
  | { kind: 'study'; texts?: StudyTexts; seed: number }
  | StudyAction
  | StudyListAction
  | RunAction

export function reduce(state: State, action: Action): State {
  switch (action.kind) {
    case 'resize':
      return { ...state, size: action.size }
    case 'notice':
      return { ...state, notice: action.text }
    case 'help':
      return { ...state, help: action.open ? 0 : undefined }
    case 'scroll-to':
      return scrollTo(state, action.line, action.limit)
    case 'select':
    case 'search':
    case 'search-type':
    case 'search-erase':
    case 'search-end':
      return { ...state, track: reduceTrack(state.track, action) }
    case 'open':
      return { ...state, screen: 'task', task: action.task, run: runOf(state, action.task) }
    case 'back':
      return state.screen === 'run'
        ? { ...state, screen: 'task' }
        : { ...state, screen: 'track', task: undefined, lww: state.lww && pausedLww(state.lww) }
    case 'fanout':
      return { ...state, screen: 'fanout', fanout: state.fanout ?? openFanout() }
    case 'fanout-field':
    case 'fanout-turn':
    case 'fanout-sample':
      return { ...state, fanout: state.fanout && reduceFanout(state.fanout, action) }
    case 'lww':
      return { ...state, screen: 'lww', lww: openLww(state.lww) }
    case 'lww-raced':
    case 'lww-failed':
    case 'lww-step':
    case 'lww-play':
    case 'lww-skew':
    case 'lww-seed':
      return { ...state, lww: state.lww && reduceLww(state.lww, action) }
    case 'tick':
      return {
        ...state,
        run: state.run && reduceRun(state.run, action),
        lww: state.lww && reduceLww(state.lww, action),
      }
    case 'study': {
      const study = state.study ?? (action.texts && openStudy(action.texts, action.seed))
      return study === undefined ? state : { ...state, screen: 'study', study }
    }
    case 'study-turn':
    case 'study-shelf':
    case 'study-draw':
    case 'study-reveal':
    case 'study-task':
      return { ...state, study: state.study && reduceStudy(state.study, action) }
    case 'study-list':
    case 'study-find':
    case 'study-erase':
    case 'study-choose':
    case 'study-select':
      return { ...state, study: state.study && reduceStudyList(state.study, action) }
    case 'show-run':
      return { ...state, screen: state.run === undefined ? state.screen : 'run' }
    case 'progress':
      return {
        ...state,
        track: { ...state.track, entries: action.entries },
        task: state.task && { ...state.task, progress: action.task ?? state.task.progress },
      }
    case 'watching':
      return { ...state, task: state.task && { ...state.task, watching: action.on } }
    case 'grade':
      if (state.task === undefined) return state
      return { ...state, screen: 'run', run: startRun(state.task.task.number, action.at) }
    default:
      return { ...state, run: state.run && reduceRun(state.run, action) }
  }
}

function reduceTrack(
  track: TrackState,
  action: Extract<Action, { kind: 'select' | 'search' | 'search-type' | 'search-erase' | 'search-end' }>,
): TrackState {
  switch (action.kind) {
    case 'select':
      return select(track, action.by)
    case 'search':
      return { ...track, searching: true }
    case 'search-type':
      return select({ ...track, query: track.query + action.text }, 0)
    case 'search-erase':
      return select({ ...track, query: [...track.query].slice(0, -1).join('') }, 0)
    case 'search-end':
      return { ...track, searching: false, query: action.keep ? track.query : '' }
  }
}

/** Moves the cursor among the tasks that are visible; one that is not moves to the first that is. */
function select(track: TrackState, by: number): TrackState {
  const visible = visibleEntries(track)
  const index = visible.findIndex(({ task }) => task.number === track.selected)
  const next = index === -1 ? 0 : Math.max(0, Math.min(visible.length - 1, index + by))
  return { ...track, selected: visible[next]?.task.number ?? track.selected }
}

/** A task's last result stays for when it is opened again. */
function runOf({ run }: State, { task }: TaskState): RunState | undefined {
  return run?.task === task.number ? run : undefined
}

function scrollTo(state: State, line: number, limit: number): State {
  const scroll = Math.max(0, Math.min(line, limit))
  if (state.help !== undefined) return { ...state, help: scroll }
  if (state.screen === 'run') return { ...state, run: state.run && scrollRun(state.run, scroll) }
  if (state.screen === 'study') return { ...state, study: state.study && { ...state.study, scroll } }
  if (state.screen === 'lww') return { ...state, lww: state.lww && { ...state.lww, scroll } }
  return { ...state, task: state.task && { ...state.task, scroll } }
}

function scrollRun(run: RunState, scroll: number): RunState {
  if (run.pane !== 'messages' || run.exhibit === undefined) return { ...run, scroll }
  return { ...run, exhibit: { ...run.exhibit, scroll } }
}
