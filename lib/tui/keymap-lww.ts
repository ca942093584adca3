import { back, help, interrupt, quit, scrolling, stillWhileSpoken } from './bindings.ts'
import type { Binding, Keymap } from './keymap.ts'
import type { State } from './state.ts'

/** Through the race step by step; and another race, by another clock or other dice. */
export const lwwKeys: Keymap = {
  bindings: [
    {
      keys: ['right', 'space', 'l', 'enter'],
      label: 'next',
      help: 'Go to the next step',
      intent: { kind: 'lww-step', to: 'next' },
      enabled: isThere,
    },
    {
      keys: ['left', 'h'],
      label: 'before',
      help: 'Go to the step before',
      intent: { kind: 'lww-step', to: 'before' },
      enabled: isThere,
    },
    {
      keys: ['p'],
      label: 'play',
      help: 'Play the steps one after the other, or stop it',
      intent: { kind: 'lww-play' },
      enabled: (state) => (state.spoken ? stillWhileSpoken : isThere(state)),
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
    ...ends(),
    ...scrolling.filter(({ keys }) => !keys.includes('home') && !keys.includes('end')),
    interrupt,
  ],
}

function ends(): Binding[] {
  return [
    {
      keys: ['home'],
      help: 'Go to the beginning',
      intent: { kind: 'lww-step', to: 'first' },
      enabled: isThere,
    },
    {
      keys: ['end'],
      help: 'Go to the end: what became of every write',
      intent: { kind: 'lww-step', to: 'last' },
      enabled: isThere,
    },
  ]
}

function isThere({ lww }: State): true | string {
  return lww?.race !== undefined || 'The race is being run.'
}
