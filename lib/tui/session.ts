import type { Report } from '../grade/report.ts'
import { allTasks } from '../track/load.ts'
import type { Task } from '../track/task.ts'
import type { TrackEntry } from '../view/track-text.ts'
import { createGrading } from './grading.ts'
import { bindingFor, type Intent, type KeyName, whyDisabled } from './keymap.ts'
import { keymapOf } from './keymaps.ts'
import { layoutOf } from './layout.ts'
import { nextPane } from './panes.ts'
import { createRacing } from './racing.ts'
import { type Action, reduce } from './reduce.ts'
import { isMoving } from './reduce-run.ts'
import type { Tools } from './screen.ts'
import { studyTextHeight } from './screen-study.ts'
import { scrollingOf } from './screens.ts'
import { sentenceFor } from './sentence.ts'
import type { Services } from './services.ts'
import { initialState, type Size, type State, selectedEntry } from './state.ts'
import { distance, type Stride } from './stride.ts'
import { createTicker } from './ticker.ts'
import { createWatching } from './watching.ts'

/** Why the screens are left: for good, or while an editor has the terminal. */
export type Leaving = { kind: 'quit'; exitCode: number } | { kind: 'edit'; file: string }

/** One sitting at the screens: it holds their state, turns keys into changes, and asks the services for the rest. */
export type Session = {
  readonly state: State
  readonly tools: Tools
  readonly lastReport: Report | undefined
  press(key: KeyName): void
  resize(size: Size): void
  /** Puts a sentence in the line above the keys. */
  say(text: string): void
  /** Brings in the renderer of task texts. */
  bring(taskText: Tools['taskText']): void
  /** Stops all that goes on; resolves when the grading has let go, or soon anyway. */
  close(): Promise<void>
}

export function createSession(
  services: Services,
  given: { size: Size; tools: Tools; onChange: () => void; onLeave: (leaving: Leaving) => void },
): Session {
  const { onChange, onLeave } = given
  let { tools } = given
  let state = initialState(
    { size: given.size, noEditor: services.noEditor, spoken: tools.spoken },
    services.track.subtracks,
    [],
  )
  const ticker = createTicker(services.clock, (now) => dispatch({ kind: 'tick', now }))
  const dispatch = (...actions: Action[]) => {
    for (const action of actions) state = reduce(state, action)
    ticker.keep((isMoving(state.run) || state.lww?.shownSince !== undefined) && !state.spoken)
    onChange()
  }
  const say = (text: string) => dispatch({ kind: 'notice', text })
  const grading = createGrading(services, { dispatch, state: () => state, finished: refresh })
  const racing = createRacing(services, { dispatch, state: () => state })
  const watching = createWatching(services, () => state.task && grading.start(state.task.task))
  state = initialState(state, services.track.subtracks, attempt(entries) ?? [])

  /** Lets a service fail without taking the screen with it. */
  function attempt<Result>(run: () => Result): Result | undefined {
    try {
      return run()
    } catch (error) {
      say(sentenceFor(error))
      return undefined
    }
  }

  function entries(): TrackEntry[] {
    return allTasks(services.track).map((task) => {
      const { status, stars } = services.progressOf(task)
      return { task, status, stars }
    })
  }

  function refresh(): void {
    const task = state.task?.task
    attempt(() => dispatch({ kind: 'progress', entries: entries(), task: task && services.progressOf(task) }))
  }

  function open(task: Task): void {
    attempt(() =>
      dispatch({
        kind: 'open',
        task: {
          task,
          ...{ file: services.fileOf(task), text: services.textOf(task), hints: services.hintsOf(task) },
          ...{ progress: services.progressOf(task), watching: false, scroll: 0 },
        },
      }),
    )
  }

  function back(): void {
    if (state.screen === 'run') {
      if (grading.stop()) say(gradingStopped)
    } else if (watching.stop()) say(watchingEnded)
    dispatch({ kind: 'back' })
    // Somebody may have graded in another window meanwhile.
    if (state.screen === 'track') refresh()
  }

  function study(): void {
    const seed = Math.floor(services.clock.now())
    if (state.study !== undefined) {
      dispatch({ kind: 'study', seed })
      return
    }
    say(fetching)
    services.studyTexts().then(
      (texts) => {
        // Whoever did not want to wait is somewhere else by now.
        if (state.screen !== 'track') return
        dispatch({ kind: 'notice', text: '' }, { kind: 'study', texts, seed })
      },
      (error: unknown) => say(sentenceFor(error)),
    )
  }

  function showHint(): void {
    if (state.task === undefined) return
    const { task, progress } = state.task
    const level = progress.hints + 1
    attempt(() =>
      Promise.resolve(services.recordHint(task, level)).catch((error: unknown) => say(sentenceFor(error))),
    )
    dispatch({ kind: 'progress', entries: state.track.entries, task: { ...progress, hints: level } })
    if (state.screen === 'run') dispatch({ kind: 'pane', pane: 'report' })
    const { hintsAt, limit } = scrollingOf(state, tools)
    dispatch({ kind: 'scroll-to', line: hintsAt[level - 1] ?? 0, limit })
  }

  function toggleWatch(file: string): void {
    const now = attempt(() => watching.toggle(file))
    if (now === undefined) return
    dispatch(
      { kind: 'watching', on: now === 'on' },
      { kind: 'notice', text: now === 'on' ? watchingOn : watchingOff },
    )
  }

  function scroll(by: Stride): void {
    const { first, height, limit } = scrollingOf(state, tools)
    dispatch({ kind: 'scroll-to', line: first + distance(by, height), limit })
  }

  function act(intent: Intent) {
    switch (intent.kind) {
      case 'select':
        return dispatch({ kind: 'select', by: distance(intent.by, layoutOf(state.size).body) })
      case 'scroll':
        return scroll(intent.by)
      case 'open': {
        const entry = selectedEntry(state.track)
        return entry && open(entry.task)
      }
      case 'search':
      case 'search-type':
      case 'search-erase':
      case 'search-end':
      case 'help':
      case 'step':
      case 'play':
      case 'fanout':
      case 'fanout-field':
      case 'fanout-turn':
      case 'fanout-sample':
      case 'lww-step':
      case 'study-turn':
      case 'study-shelf':
      case 'study-draw':
      case 'study-reveal':
      case 'study-list':
      case 'study-find':
      case 'study-erase':
      case 'study-choose':
        return dispatch(intent)
      case 'study-select':
        return dispatch({
          kind: 'study-select',
          by: distance(intent.by, studyTextHeight(layoutOf(state.size))),
        })
      case 'lww':
      case 'lww-skew':
      case 'lww-seed':
        dispatch(intent)
        void racing.keepUp()
        return
      case 'lww-play':
        return dispatch({ kind: 'lww-play', now: services.clock.now() })
      case 'study':
        return study()
      case 'study-task':
        return dispatch({ kind: 'study-task', task: state.track.selected })
      case 'pane':
        return (
          state.run &&
          dispatch({ kind: 'pane', pane: nextPane(state.run, layoutOf(state.size), tools.spoken) })
        )
      case 'messages':
        return dispatch({ kind: 'pane', pane: state.run?.pane === 'messages' ? 'both' : 'messages' })
      case 'grade':
        return state.task && grading.start(state.task.task)
      case 'hint':
        return showHint()
      case 'edit':
        return state.task && onLeave({ kind: 'edit', file: state.task.file })
      case 'watch':
        return state.task && toggleWatch(state.task.file)
      case 'last-result':
        return dispatch({ kind: 'show-run' })
      case 'back':
        return back()
      case 'quit':
        return onLeave({ kind: 'quit', exitCode: 0 })
    }
  }

  return {
    get state() {
      return state
    },
    get tools() {
      return tools
    },
    get lastReport() {
      return grading.lastReport
    },
    press(key) {
      if (key === 'ctrl-c') return onLeave({ kind: 'quit', exitCode: interrupted })
      const keymap = keymapOf(state)
      const binding = bindingFor(keymap, key)
      if (state.notice !== '') dispatch({ kind: 'notice', text: '' })
      if (binding !== undefined) {
        const why = whyDisabled(binding, state)
        return why === undefined ? act(binding.intent) : say(why)
      }
      const character = key === 'space' ? ' ' : key
      if ([...character].length === 1 && keymap.typed !== undefined) act(keymap.typed(character))
    },
    resize: (size) => dispatch({ kind: 'resize', size }),
    say,
    bring(taskText) {
      tools = { ...tools, taskText }
      onChange()
    },
    async close() {
      watching.stop()
      ticker.keep(false)
      await grading.close()
    },
  }
}

/** What a shell reports for a program that Ctrl-C ended. */
export const interrupted = 130

const fetching = 'Fetching the study material…'
const gradingStopped = 'Grading stopped.'
const watchingOn = 'Watching: your program is graded whenever its file changes.'
const watchingOff = 'No longer watching.'
const watchingEnded = 'No longer watching the task you left.'
