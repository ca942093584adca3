import { back, help, interrupt, quit, scrolling, stillWhileSpoken } from './bindings.ts'
import type { Keymap } from './keymap.ts'

/** Through the race step by step; and another race, by another clock or other dice. */
export const lwwKeys: Keymap = {
  bindings: [
    {
      keys: ['right', 'space', 'l', 'enter'],
      label: 'next',
      help: 'Go to the next step',
      intent: { kind: 'lww-step', to: 'next' },
    },
    {
      keys: ['left', 'h'],
      label: 'before',
      help: 'Go to the step before',
      intent: { kind: 'lww-step', to: 'before' },
    },
    {
      keys: ['p'],
      label: 'play',
      help: 'Play the steps one after the other, or stop it',
      intent: { kind: 'lww-play' },
      enabled: ({ spoken }) => !spoken || stillWhileSpoken,
    },
    {
      keys: ['+', '='],
      label: 'clock',
      help: "Set n2's clock further ahead",
      intent: { kind: 'lww-skew', by: 1 },
    },
    { keys: ['-'], help: "Set n2's clock less far ahead", intent: { kind: 'lww-skew', by: -1 } },
    { keys: ['r'], label: 'seed', help: 'Show another race', intent: { kind: 'lww-seed', by: 1 } },
    { keys: ['R'], help: 'Show the race before', intent: { kind: 'lww-seed', by: -1 } },
    { ...back, help: 'Go back to the list of tasks' },
    quit,
    help,
    { keys: ['home'], help: 'Go to the beginning', intent: { kind: 'lww-step', to: 'first' } },
    {
      keys: ['end'],
      help: 'Go to the end: what became of every write',
      intent: { kind: 'lww-step', to: 'last' },
    },
    ...scrolling.filter(({ keys }) => !keys.includes('home') && !keys.includes('end')),
    interrupt,
  ],
}
