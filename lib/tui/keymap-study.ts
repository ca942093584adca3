import { back, help, interrupt, quit, scrolling } from './bindings.ts'
import type { Keymap } from './keymap.ts'

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
      keys: ['left', 'h'],
      label: 'before',
      help: 'Go to the one before',
      intent: { kind: 'study-turn', by: -1 },
    },
    {
      keys: ['tab'],
      label: 'shelf',
      help: 'Go from interview questions to mistakes, concepts, reading and prerequisites, and around',
      intent: { kind: 'study-shelf' },
    },
    { keys: ['r'], label: 'any', help: 'Go to one at random', intent: { kind: 'study-draw' } },
    {
      keys: ['t'],
      label: 'of the task',
      help: 'Keep to what belongs to the task that is selected in the list, or show all again',
      intent: { kind: 'study-task' },
    },
    { ...back, help: 'Go back to the list of tasks' },
    quit,
    help,
    ...scrolling,
    interrupt,
  ],
}
