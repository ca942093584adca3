import { layoutOf, scrollLimit } from './layout.ts'
import { messagesInView } from './pane-messages.ts'
import { panesOf } from './panes.ts'
import type { ScreenView, Tools } from './screen.ts'
import { fanoutScreen } from './screen-fanout.ts'
import { helpLines, helpScreen } from './screen-help.ts'
import { lwwScreen, lwwScrolling } from './screen-lww.ts'
import { runDocument, runScreen, runTextHeight } from './screen-run.ts'
import { studyDocument, studyScreen, studyTextHeight } from './screen-study.ts'
import { taskDocument, taskScreen, taskTextHeight } from './screen-task.ts'
import { trackScreen } from './screen-track.ts'
import type { State } from './state.ts'

/** What is on the screen. */
export function screenOf(state: State, tools: Tools): ScreenView {
  const layout = layoutOf(state.size)
  if (state.help !== undefined) return helpScreen(state, layout, tools)
  switch (state.screen) {
    case 'track':
      return trackScreen(state, layout, tools)
    case 'task':
      return taskScreen(state, layout, tools)
    case 'run':
      return runScreen(state, layout, tools)
    case 'fanout':
      return state.fanout === undefined
        ? trackScreen(state, layout, tools)
        : fanoutScreen(state.fanout, layout, tools)
    case 'lww':
      return state.lww === undefined ? trackScreen(state, layout, tools) : lwwScreen(state.lww, layout, tools)
    case 'study':
      return state.study === undefined
        ? trackScreen(state, layout, tools)
        : studyScreen(state.study, layout, tools)
  }
}

/** What can be scrolled: the line it begins with, how many are seen at once, how far it goes, where the hints begin. */
export function scrollingOf(
  state: State,
  tools: Tools,
): { first: number; height: number; limit: number; hintsAt: number[] } {
  const layout = layoutOf(state.size)
  const scrolling = (first: number, lines: string[], height: number, hintsAt: number[] = []) => ({
    ...{ first, height, limit: scrollLimit(lines.length, height), hintsAt },
  })
  const { help, screen, task, run, lww, study } = state
  if (help !== undefined) return scrolling(help, helpLines(state, layout, tools), layout.body)
  if (screen === 'run' && run !== undefined) {
    const { messages } = panesOf(run, layout, tools.spoken)
    if (messages !== undefined && run.exhibit !== undefined)
      return { ...messagesInView(run.exhibit, messages.height, tools), hintsAt: [] }
    const { lines, hintsAt } = runDocument(state, layout, tools)
    return scrolling(run.scroll, lines, runTextHeight(run, layout, tools), hintsAt)
  }
  if (screen === 'task' && task !== undefined) {
    const { lines, hintsAt } = taskDocument(task, layout, tools)
    return scrolling(task.scroll, lines, taskTextHeight(task, layout, tools), hintsAt)
  }
  if (screen === 'lww' && lww !== undefined) {
    const { lines, height } = lwwScrolling(lww, layout, tools)
    return scrolling(lww.scroll, lines, height)
  }
  if (screen === 'study' && study !== undefined)
    return scrolling(study.scroll, studyDocument(study, layout, tools), studyTextHeight(layout))
  return scrolling(0, [], layout.body)
}
