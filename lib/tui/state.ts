import type { Report } from '../grade/report.ts'
import type { Subtrack, Task } from '../track/task.ts'
import type { Hint } from '../track/text.ts'
import type { Diagram } from '../view/space-time-played.ts'
import type { Spread } from '../view/spread.ts'
import { ofTheTrack, type TrackEntry } from '../view/track-text.ts'
import type { FanoutState } from './fanout.ts'
import type { LwwState } from './lww.ts'
import type { TaskProgress } from './services.ts'
import type { StudyState } from './study.ts'
import type { Timeline } from './timeline.ts'

/** All that the screens show is computed from this and nothing else. */
export type State = {
  size: Size
  screen: 'track' | 'task' | 'run' | 'fanout' | 'lww' | 'study'
  /** How far the list of keys is scrolled; undefined while it is closed. */
  help: number | undefined
  /** A sentence about the last key, until the next one. */
  notice: string
  track: TrackState
  /** The task that is open. */
  task: TaskState | undefined
  /** Its last grading, or the one that is going on. */
  run: RunState | undefined
  /** The fanout calculator, with what was last set on it. */
  fanout: FanoutState | undefined
  /** The race that loses a write, at the step that was last looked at. */
  lww: LwwState | undefined
  /** The study material, at what was last looked at. */
  study: StudyState | undefined
  /** Why there is no editor to open, if so. */
  noEditor: string | undefined
  /** Whether a screen reader reads the screens out: then nothing moves by itself. */
  spoken: boolean
}

export type Size = { columns: number; rows: number }

export type TrackState = {
  subtracks: Subtrack[]
  entries: TrackEntry[]
  /** Number of the task that the cursor is on. */
  selected: string
  query: string
  /** Whether letters go into the query. */
  searching: boolean
}

export type TaskState = {
  task: Task
  file: string
  text: string
  hints: Hint[]
  progress: TaskProgress
  watching: boolean
  scroll: number
}

export type RunState = {
  /** Number of the task that was graded. */
  task: string
  startedAt: number
  now: number
  checks: CheckState[]
  /** Runs finished, and planned; 0 planned until that is known. */
  done: number
  runs: number
  latest: { scenario: string; seed: number } | undefined
  outcome: Outcome
  exhibit: Exhibit | undefined
  pane: Pane
  scroll: number
}

export type CheckState = { id: string; name: string; required: boolean; failed: boolean }

export type Outcome =
  | { kind: 'running' }
  | { kind: 'graded'; report: Report }
  /** The learner stopped it. */
  | { kind: 'stopped' }
  /** There is no verdict: of the workbench's own doing (`ours`), or because it could not even begin. */
  | { kind: 'broke'; problem: string; ours: boolean }

/** What there is room for, or what the learner asked to see alone. */
export type Pane = 'both' | 'report' | 'table' | 'messages'

/** The run that a result shows, being played. */
export type Exhibit = {
  scenario: string
  seed: number
  spread: Spread
  diagram: Diagram
  timeline: Timeline
  /** The same with the moments of the diagram among its stops: what its messages are stepped through by. */
  messages: Timeline
  /** From 0 to 1. */
  place: number
  playing: boolean
  /** What was learned after this simulated moment is marked as new. */
  since: number | undefined
  /** The row that the diagram begins with; undefined while it follows what is played. */
  scroll: number | undefined
}

/** The beginning: on the list, at the first task of the track that is still to be done. */
export function initialState(
  given: Pick<State, 'size' | 'noEditor' | 'spoken'>,
  subtracks: Subtrack[],
  entries: TrackEntry[],
): State {
  const counted = ofTheTrack(entries)
  const first = counted.find(({ status }) => status !== 'passed') ?? counted[0]
  return {
    ...given,
    screen: 'track',
    help: undefined,
    notice: '',
    track: { subtracks, entries, selected: first?.task.number ?? '', query: '', searching: false },
    task: undefined,
    run: undefined,
    fanout: undefined,
    lww: undefined,
    study: undefined,
  }
}

/** The tasks that the query leaves over: all its words are in the number, slug, title or level. */
export function visibleEntries({ entries, query }: TrackState): TrackEntry[] {
  const words = query.toLowerCase().split(/\s+/)
  return entries.filter(({ task }) => {
    const text = `${task.number} ${task.slug} ${task.title} ${task.level}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

export function selectedEntry(track: TrackState): TrackEntry | undefined {
  return visibleEntries(track).find(({ task }) => task.number === track.selected)
}
