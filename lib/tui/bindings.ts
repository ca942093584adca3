import type { Binding } from './keymap.ts'

// Keys that mean the same on several screens.

export const quit: Binding = {
  keys: ['q'],
  label: 'quit',
  help: 'Leave the workbench',
  intent: { kind: 'quit' },
}
export const interrupt: Binding = {
  keys: ['ctrl-c'],
  help: 'Leave at once, whatever is going on',
  intent: { kind: 'quit' },
}
export const help: Binding = {
  keys: ['?'],
  label: 'all keys',
  help: 'Show what every key does',
  intent: { kind: 'help', open: true },
}

export const scrolling: Binding[] = [
  { keys: ['down', 'j'], help: 'Scroll down', intent: { kind: 'scroll', by: 'line-down' } },
  { keys: ['up', 'k'], help: 'Scroll up', intent: { kind: 'scroll', by: 'line-up' } },
  { keys: ['page-down'], help: 'Scroll down by a page', intent: { kind: 'scroll', by: 'page-down' } },
  { keys: ['page-up'], help: 'Scroll up by a page', intent: { kind: 'scroll', by: 'page-up' } },
  { keys: ['home'], help: 'Scroll to the beginning', intent: { kind: 'scroll', by: 'first' } },
  { keys: ['end'], help: 'Scroll to the end', intent: { kind: 'scroll', by: 'last' } },
]

export const back: Binding = { keys: ['esc'], label: 'back', help: 'Go back', intent: { kind: 'back' } }

/** Why a key that plays something does not. */
export const stillWhileSpoken = 'Nothing moves by itself for a screen reader; the left and right arrows step.'
