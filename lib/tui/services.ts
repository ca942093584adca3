import type { GradeEvent } from '../grade/progress.ts'
import type { Report } from '../grade/report.ts'
import type { Demo } from '../lww/demo.ts'
import type { Setting } from '../lww/setting.ts'
import type { Track } from '../track/load.ts'
import type { Task } from '../track/task.ts'
import type { Hint } from '../track/text.ts'
import type { TaskStatus } from '../view/track-text.ts'
import type { StudyTexts } from './study.ts'

/**
 * Everything the screens need from the rest of the workbench. What goes wrong in here is shown on the screen, which
 * stays usable: a UserError by its own sentence, anything else as the workbench's mistake.
 */
export type Services = {
  track: Track
  /** Asked again whenever it may have changed. */
  progressOf(task: Task): TaskProgress
  /** The task's text, as Markdown. */
  textOf(task: Task): string
  hintsOf(task: Task): Hint[]
  /** All that there is to study. */
  studyTexts(): Promise<StudyTexts>
  /** Runs the race of the two rules, on our own stores. */
  race(setting: Setting): Promise<Demo>
  /** The learner's file, as an absolute path. */
  fileOf(task: Task): string
  /** The folder that paths are shown relative to. */
  base: string
  /**
   * Grades the learner's file. `onEvent` hears of each step as it happens; the promise resolves with the report that
   * `done` carried. Stops soon after `signal` aborts, by resolving or rejecting, no matter which.
   */
  grade(task: Task, onEvent: (event: GradeEvent) => void, signal: AbortSignal): Promise<Report>
  /** Notes that the learner has seen the hints up to this level. */
  recordHint(task: Task, level: number): void | Promise<void>
  /** Calls `onChange` after each change of the file, until the returned function is called. */
  watch(file: string, onChange: () => void): () => void
  /** Why there is no editor to open, as a sentence that says what to do; undefined when there is one. */
  noEditor: string | undefined
  /** Resolves when the learner has left the editor. Until then the terminal is the editor's own. */
  openEditor(file: string): Promise<void>
  clock: Clock
}

/** `hints` is the highest level seen, 0 for none. */
export type TaskProgress = { status: TaskStatus; stars: number; attempts: number; hints: number }

/** Real time, in milliseconds from any beginning. */
export type Clock = {
  now(): number
  /** Calls `run` every `ms`, until the returned function is called. */
  every(ms: number, run: () => void): () => void
}
