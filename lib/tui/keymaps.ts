import { back, help, interrupt, quit, scrolling, stillWhileSpoken } from './bindings.ts'
import type { Binding, Keymap } from './keymap.ts'
import { lwwKeys } from './keymap-lww.ts'
import { studyKeys, studyListKeys } from './keymap-study.ts'
import { type State, selectedEntry } from './state.ts'

/** The keys of whatever is on the screen. */
export function keymapOf(state: State): Keymap {
  if (state.help !== undefined) return helpKeys
  if (state.screen === 'track') return state.track.searching ? searchKeys : trackKeys
  if (state.screen === 'fanout') return fanoutKeys
  if (state.screen === 'lww') return lwwKeys
  if (state.screen === 'study') return state.study?.list === undefined ? studyKeys : studyListKeys
  return state.screen === 'task' ? taskKeys : runKeys
}

/** The keys that the list of keys is about: those of the screen below it. */
export function keymapBelow(state: State): Keymap {
  return keymapOf({ ...state, help: undefined })
}

const moving: Binding[] = [
  { keys: ['down', 'j'], help: 'Go to the next task', intent: { kind: 'select', by: 'line-down' } },
  { keys: ['up', 'k'], help: 'Go to the task before', intent: { kind: 'select', by: 'line-up' } },
  { keys: ['page-down'], help: 'Go a page down', intent: { kind: 'select', by: 'page-down' } },
  { keys: ['page-up'], help: 'Go a page up', intent: { kind: 'select', by: 'page-up' } },
  { keys: ['home'], help: 'Go to the first task', intent: { kind: 'select', by: 'first' } },
  { keys: ['end'], help: 'Go to the last task', intent: { kind: 'select', by: 'last' } },
]

const open: Binding = {
  keys: ['enter'],
  label: 'open',
  help: 'Open the task',
  intent: { kind: 'open' },
  enabled: ({ track }) => selectedEntry(track) !== undefined || 'No task is selected.',
}

const grade: Binding = {
  keys: ['g'],
  label: 'grade',
  help: 'Grade your program',
  intent: { kind: 'grade' },
  enabled: (state) => !isGrading(state) || 'It is being graded already; r starts again, esc stops it.',
}

const reRun: Binding = {
  keys: ['r'],
  help: 'Grade it again, from the beginning if it is being graded',
  intent: { kind: 'grade' },
}

const hint: Binding = {
  keys: ['h'],
  label: 'hint',
  help: 'Show the next hint',
  intent: { kind: 'hint' },
  enabled: ({ task, screen, run }) => {
    if (task === undefined || task.hints.length === 0) return 'This task has no hints.'
    if (screen === 'run' && run?.outcome.kind === 'running') return 'Hints come after the result.'
    const { hints } = task.progress
    return hints < task.hints.length || `All ${task.hints.length} hints are shown, below the text.`
  },
}

const edit: Binding = {
  keys: ['e'],
  label: 'edit',
  help: 'Open your program in $EDITOR, and come back',
  intent: { kind: 'edit' },
  enabled: ({ noEditor }) => noEditor ?? true,
}

const watch: Binding = {
  keys: ['w'],
  label: 'watch',
  help: 'Grade whenever the file changes, or stop doing so',
  intent: { kind: 'watch' },
}

const trackKeys: Keymap = {
  bindings: [
    open,
    ...moving,
    { keys: ['f'], label: 'fanout', help: 'Open the fanout calculator', intent: { kind: 'fanout' } },
    {
      keys: ['l'],
      label: 'lost write',
      help: 'Watch, step by step, how the last writer wins and a write is lost',
      intent: { kind: 'lww' },
    },
    {
      keys: ['s'],
      label: 'study',
      help: 'Open the study material: interview questions, mistakes, concepts, reading, prerequisites',
      intent: { kind: 'study' },
    },
    { keys: ['/'], label: 'search', help: 'Search the tasks', intent: { kind: 'search' } },
    {
      keys: ['esc'],
      help: 'Show all tasks again',
      intent: { kind: 'search-end', keep: false },
      enabled: ({ track }) => track.query !== '' || 'All tasks are shown.',
    },
    quit,
    help,
    interrupt,
  ],
}

const searchKeys: Keymap = {
  bindings: [
    {
      keys: ['enter'],
      label: 'take these',
      help: 'Go on with the tasks found',
      intent: { kind: 'search-end', keep: true },
    },
    {
      keys: ['esc'],
      label: 'all tasks',
      help: 'Show all tasks again',
      intent: { kind: 'search-end', keep: false },
    },
    { keys: ['down'], help: 'Go to the next task', intent: { kind: 'select', by: 'line-down' } },
    { keys: ['up'], help: 'Go to the task before', intent: { kind: 'select', by: 'line-up' } },
    { keys: ['backspace'], help: 'Take the last letter away', intent: { kind: 'search-erase' } },
    interrupt,
  ],
  typed: (text) => ({ kind: 'search-type', text }),
}

const taskKeys: Keymap = {
  bindings: [
    grade,
    hint,
    edit,
    watch,
    reRun,
    {
      keys: ['enter'],
      help: 'Show the last result',
      intent: { kind: 'last-result' },
      enabled: ({ run }) => run !== undefined || 'There is no result yet; g grades your program.',
    },
    back,
    quit,
    help,
    ...scrolling,
    interrupt,
  ],
}

/** There has been a grading, so "again" is the word for both; the footer has no room to say it twice. */
const { label: _, ...gradeAgain } = grade

/** In the order in which they get a place in the footer: first what leads on, then what moves the picture. */
const runKeys: Keymap = {
  bindings: [
    gradeAgain,
    { ...reRun, label: 'again' },
    hint,
    edit,
    { ...back, help: 'Go back to the task; while it is being graded, stop that' },
    quit,
    {
      keys: ['space'],
      label: 'play',
      help: 'Play the run shown, or stop it',
      intent: { kind: 'play' },
      enabled: canPlay,
    },
    {
      keys: ['right'],
      label: 'step',
      help: 'Go to the next moment at which something changes',
      intent: { kind: 'step', by: 1 },
      enabled: canStep,
    },
    { keys: ['left'], help: 'Go to the moment before', intent: { kind: 'step', by: -1 }, enabled: canStep },
    {
      keys: ['m'],
      label: 'messages',
      help: 'Show the messages of the run, an arrow for each, or the result again',
      intent: { kind: 'messages' },
      enabled: canStep,
    },
    {
      keys: ['tab'],
      label: 'panes',
      help: 'Show the result, the run, its messages, or the first two where there is room',
      intent: { kind: 'pane' },
      enabled: canStep,
    },
    watch,
    help,
    ...scrolling,
    interrupt,
  ],
}

const fanoutKeys: Keymap = {
  bindings: [
    {
      keys: ['up', 'k'],
      label: 'which',
      help: 'Go to the setting above',
      intent: { kind: 'fanout-field', by: -1 },
    },
    { keys: ['down', 'j'], help: 'Go to the setting below', intent: { kind: 'fanout-field', by: 1 } },
    { keys: ['right', 'l'], label: 'more', help: 'Turn it up', intent: { kind: 'fanout-turn', by: 1 } },
    { keys: ['left', 'h'], label: 'less', help: 'Turn it down', intent: { kind: 'fanout-turn', by: -1 } },
    {
      keys: ['r'],
      label: 'another run',
      help: 'Show another run with the same settings',
      intent: { kind: 'fanout-sample' },
    },
    { ...back, help: 'Go back to the list of tasks' },
    quit,
    help,
    interrupt,
  ],
}

const helpKeys: Keymap = {
  bindings: [
    {
      keys: ['esc', '?', 'enter'],
      label: 'close',
      help: 'Close this list',
      intent: { kind: 'help', open: false },
    },
    quit,
    ...scrolling,
    interrupt,
  ],
}

function isGrading({ run }: State): boolean {
  return run?.outcome.kind === 'running'
}

function canStep({ run }: State): true | string {
  if (run?.outcome.kind === 'running') return 'The run to show comes with the result.'
  return run?.exhibit !== undefined || 'This result has no run to show.'
}

function canPlay(state: State): true | string {
  if (state.spoken) return stillWhileSpoken
  return canStep(state)
}
