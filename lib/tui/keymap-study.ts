import { back, help, interrupt, quit, scrolling } from './bindings.ts'
import type { Binding, Keymap } from './keymap.ts'
import { chosenText } from './study-list.ts'

const shelf: Binding = {
  keys: ['tab'],
  label: 'shelf',
  help: 'Go from interview questions to mistakes, concepts, reading and prerequisites, and around',
  intent: { kind: 'study-shelf' },
}

/** Through the study material: along a shelf, from shelf to shelf, and in a text up and down. */
export const studyKeys: Keymap = {
  bindings: [
    {
      keys: ['space', 'enter'],
      label: 'answer',
      help: 'Show the answer, or hide it again',
      intent: { kind: 'study-reveal' },
      enabled: ({ study }) => study?.shelf === 'interview' || 'Only questions hide their answers.',
    },
    {
      keys: ['right', 'l'],
      label: 'next',
      help: 'Go to the next one',
      intent: { kind: 'study-turn', by: 1 },
    },
    {
      keys: ['/'],
      label: 'list',
      help: 'Choose from a list of what is on this shelf, or find something in it by its words',
      intent: { kind: 'study-list', open: true },
    },
    shelf,
    {
      keys: ['t'],
      label: ({ study, track }) => (study?.task === undefined ? `only task ${track.selected}` : 'all tasks'),
      help: 'Show only what belongs to the task that is selected in the list of tasks, or all again',
      intent: { kind: 'study-task' },
    },
    {
      keys: ['left', 'h'],
      label: 'before',
      help: 'Go to the one before',
      intent: { kind: 'study-turn', by: -1 },
    },
    { ...back, help: 'Go back to the list of tasks' },
    { keys: ['r'], label: 'any', help: 'Go to one at random', intent: { kind: 'study-draw' } },
    quit,
    help,
    ...scrolling,
    interrupt,
  ],
}

/** In the list of a shelf letters are words to look for, so only other keys do something. */
export const studyListKeys: Keymap = {
  bindings: [
    {
      keys: ['enter'],
      label: 'open',
      help: 'Open the one at the cursor',
      intent: { kind: 'study-choose' },
      enabled: ({ study }) =>
        (study !== undefined && chosenText(study) !== undefined) ||
        'There is nothing to open; esc goes back.',
    },
    {
      keys: ['down'],
      label: 'down',
      help: 'Go to the next one',
      intent: { kind: 'study-select', by: 'line-down' },
    },
    {
      keys: ['up'],
      label: 'up',
      help: 'Go to the one before',
      intent: { kind: 'study-select', by: 'line-up' },
    },
    {
      keys: ['esc'],
      label: 'back',
      help: 'Go back to the text',
      intent: { kind: 'study-list', open: false },
    },
    shelf,
    { keys: ['page-down'], help: 'Go a page down', intent: { kind: 'study-select', by: 'page-down' } },
    { keys: ['page-up'], help: 'Go a page up', intent: { kind: 'study-select', by: 'page-up' } },
    { keys: ['home'], help: 'Go to the first one', intent: { kind: 'study-select', by: 'first' } },
    { keys: ['end'], help: 'Go to the last one', intent: { kind: 'study-select', by: 'last' } },
    { keys: ['backspace'], help: 'Take the last letter away', intent: { kind: 'study-erase' } },
    interrupt,
  ],
  // Who looks for something begins with this sign again, and no name has it.
  typed: (text) => ({ kind: 'study-find', text: text === '/' ? '' : text }),
}
