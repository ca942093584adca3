import stringWidth from 'string-width'
import type { Symbols } from '../view/symbols.ts'
import type { LwwStride } from './lww.ts'
import type { State } from './state.ts'
import type { Stride } from './stride.ts'

/** A key by name: "up", "enter", "esc", "space", "ctrl-c", or the character itself. */
export type KeyName = string

/** What a key asks for. */
export type Intent =
  | { kind: 'select' | 'scroll'; by: Stride }
  | { kind: 'step'; by: 1 | -1 }
  | { kind: 'search-end'; keep: boolean }
  | { kind: 'search-type'; text: string }
  | { kind: 'help'; open: boolean }
  | { kind: 'search' | 'search-erase' }
  | { kind: 'open' | 'last-result' | 'back' | 'quit' }
  | { kind: 'fanout' | 'fanout-sample' }
  | { kind: 'fanout-field' | 'fanout-turn'; by: 1 | -1 }
  | { kind: 'lww' }
  | { kind: 'lww-play' }
  | { kind: 'lww-step'; to: LwwStride }
  | { kind: 'lww-skew' | 'lww-seed'; by: 1 | -1 }
  | { kind: 'study' | 'study-task' }
  | { kind: 'study-shelf' | 'study-draw' | 'study-reveal' }
  | { kind: 'study-turn'; by: 1 | -1 }
  | { kind: 'study-list'; open: boolean }
  | { kind: 'study-find'; text: string }
  | { kind: 'study-erase' | 'study-choose' }
  | { kind: 'study-select'; by: Stride }
  | { kind: 'grade' | 'hint' | 'edit' | 'watch' }
  | { kind: 'play' }
  | { kind: 'pane' | 'messages' }

/** A key of a screen, for the footer, the list of keys, and whoever presses it. */
export type Binding = {
  keys: KeyName[]
  /** A word or two for the footer; absent on a key that only the list of keys shows. */
  label?: string | ((state: State) => string)
  /** What it does, as a sentence without its full stop. */
  help: string
  intent: Intent
  /** True, or why not, as a sentence. */
  enabled?(state: State): true | string
}

/** `typed` says what becomes of a character that is not in the list. */
export type Keymap = { bindings: Binding[]; typed?(character: string): Intent }

export function bindingFor({ bindings }: Keymap, key: KeyName): Binding | undefined {
  return bindings.find(({ keys }) => keys.includes(key))
}

/** Why a key does nothing at the moment; undefined when it does something. */
export function whyDisabled({ enabled }: Binding, state: State): string | undefined {
  const answer = enabled?.(state) ?? true
  return answer === true ? undefined : answer
}

/** The keys that have a label and work now, as many as fit; the way to all the others always, and last. */
export function footer(keymap: Keymap, state: State, width: number, symbols: Symbols): string {
  const entries = keymap.bindings
    .filter((binding) => binding.label !== undefined && whyDisabled(binding, state) === undefined)
    .map((binding) => {
      const label = typeof binding.label === 'function' ? binding.label(state) : binding.label
      return { binding, text: `${showKeys(binding.keys.slice(0, 1), symbols)} ${label}` }
    })
  const last = entries.find(({ binding }) => binding.intent.kind === 'help')
  let room = width - (last === undefined ? 0 : stringWidth(last.text) + gap.length)
  const shown = entries.filter(({ binding, text }) => {
    if (binding === last?.binding || room < stringWidth(text)) return false
    room -= stringWidth(text) + gap.length
    return true
  })
  return [...shown, ...(last === undefined ? [] : [last])].map(({ text }) => text).join(gap)
}

/** How keys are written for people. */
export function showKeys(keys: KeyName[], { arrows }: Symbols): string {
  const names: { [key: KeyName]: string } = {
    ...arrows,
    'page-up': 'PgUp',
    'page-down': 'PgDn',
    home: 'Home',
    end: 'End',
  }
  return keys.map((key) => (Object.hasOwn(names, key) ? names[key] : key)).join(' ')
}

const gap = '   '
