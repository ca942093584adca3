import type { Key } from 'ink'
import type { KeyName } from './keymap.ts'

/** The names of the keys in one of Ink's inputs: several when they were typed faster than they were read. */
export function keyNames(input: string, key: Key): KeyName[] {
  // Ink sets `meta` for Esc too, so Esc is asked for first.
  if (key.escape) return ['esc']
  const special = specialKeys.find(({ flag }) => key[flag])
  if (special !== undefined) return [special.name]
  if (key.ctrl) return input === 'c' ? ['ctrl-c'] : []
  if (key.meta) return []
  return [...input].map((character) => characterNames[character] ?? character)
}

const specialKeys = [
  { flag: 'upArrow', name: 'up' },
  { flag: 'downArrow', name: 'down' },
  { flag: 'leftArrow', name: 'left' },
  { flag: 'rightArrow', name: 'right' },
  { flag: 'pageUp', name: 'page-up' },
  { flag: 'pageDown', name: 'page-down' },
  { flag: 'home', name: 'home' },
  { flag: 'end', name: 'end' },
  { flag: 'return', name: 'enter' },
  { flag: 'tab', name: 'tab' },
  { flag: 'backspace', name: 'backspace' },
  // What most terminals send for Backspace, Ink calls Delete.
  { flag: 'delete', name: 'backspace' },
] as const satisfies { flag: keyof Key; name: KeyName }[]

const characterNames: { [character: string]: KeyName } = {
  ' ': 'space',
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\b': 'backspace',
  '\u007f': 'backspace',
  '\u0003': 'ctrl-c',
  '\u001b': 'esc',
}
