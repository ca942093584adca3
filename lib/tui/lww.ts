import type { Demo } from '../lww/demo.ts'
import { type Setting, usual } from '../lww/setting.ts'
import { type Step, stepsOf } from '../lww/steps.ts'

/** The screen of the lost write: a race of the two rules, and the step of it that is shown. */
export type LwwState = {
  /** What was asked for last. */
  setting: Setting
  /** The race that is shown: until the one asked for is run the last one, undefined before the first. */
  race: { demo: Demo; steps: Step[] } | undefined
  /** Why the race asked for could not be run. */
  problem: string | undefined
  /** Of the steps, from 0. */
  at: number
  /** While it is played, when the step came to be shown, by the session's clock. */
  shownSince: number | undefined
  scroll: number
}

export type LwwStride = 'next' | 'before' | 'first' | 'last'

export type LwwAction =
  | { kind: 'lww-raced'; demo: Demo }
  | { kind: 'lww-failed'; problem: string }
  | { kind: 'lww-step'; to: LwwStride }
  | { kind: 'lww-play'; now: number }
  | { kind: 'lww-skew' | 'lww-seed'; by: 1 | -1 }

/** In milliseconds; close together where the order of two writes turns. */
const skews: readonly number[] = [0, 50, 100, 150, 200, 250, 300, 400, 500, 750, 1000, 2000]

/** Real milliseconds for which a step is shown when it is played: long enough to read it. */
export const stepTime = 6000

/** As it was left; what could not be run then may be tried again. */
export function openLww(last: LwwState | undefined): LwwState {
  const beginning = { setting: usual, race: undefined, at: 0, shownSince: undefined, scroll: 0 }
  return { ...(last ?? beginning), problem: undefined }
}

export function reduceLww(state: LwwState, action: LwwAction | { kind: 'tick'; now: number }): LwwState {
  const { setting } = state
  switch (action.kind) {
    case 'lww-raced':
      return raced(state, action.demo)
    case 'lww-failed':
      return { ...state, problem: action.problem }
    case 'lww-step':
      return { ...goTo(state, placeOf(action.to, state)), shownSince: undefined }
    case 'lww-play':
      return playOrPause(state, action.now)
    case 'tick':
      return advance(state, action.now)
    case 'lww-skew': {
      const next = skews.indexOf(setting.skewMs) + action.by
      const skewMs = skews[Math.max(0, Math.min(next, skews.length - 1))] ?? setting.skewMs
      return { ...state, setting: { ...setting, skewMs }, problem: undefined }
    }
    case 'lww-seed':
      return {
        ...{ ...state, problem: undefined },
        setting: { ...setting, seed: Math.max(1, setting.seed + action.by) },
      }
  }
}

/** Nothing goes on behind another screen. */
export function pausedLww(state: LwwState): LwwState {
  return { ...state, shownSince: undefined }
}

/** Whether the race shown is the one that was asked for. */
export function isRaced({ race, setting }: LwwState): boolean {
  return race?.demo.setting.skewMs === setting.skewMs && race.demo.setting.seed === setting.seed
}

/** Before the first race any step may be asked for: there is one by the time that it is run. */
function lastStep({ race }: LwwState): number {
  return race === undefined ? Number.POSITIVE_INFINITY : race.steps.length - 1
}

/** Who was looking at the end looks at the end of the new race; all others stay at about the same place. */
function raced(state: LwwState, demo: Demo): LwwState {
  const wasAtEnd = state.at === lastStep(state)
  const next = { ...state, race: { demo, steps: stepsOf(demo) }, problem: undefined }
  return goTo(next, wasAtEnd ? lastStep(next) : state.at)
}

function goTo(state: LwwState, step: number): LwwState {
  return { ...state, at: Math.max(0, Math.min(step, lastStep(state))), scroll: 0 }
}

function placeOf(to: LwwStride, state: LwwState): number {
  switch (to) {
    case 'next':
      return state.at + 1
    case 'before':
      return state.at - 1
    case 'first':
      return 0
    case 'last':
      return lastStep(state)
  }
}

/** Playing what has ended starts again. */
function playOrPause(state: LwwState, now: number): LwwState {
  if (state.shownSince !== undefined) return pausedLww(state)
  return { ...(state.at === lastStep(state) ? goTo(state, 0) : state), shownSince: now }
}

function advance(state: LwwState, now: number): LwwState {
  if (state.shownSince === undefined) return state
  if (state.race === undefined) return { ...state, shownSince: now }
  if (now - state.shownSince < stepTime) return state
  const next = goTo(state, state.at + 1)
  return { ...next, shownSince: next.at === lastStep(next) ? undefined : now }
}
