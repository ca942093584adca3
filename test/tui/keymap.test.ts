import { describe, expect, it } from 'vitest'
import { type Binding, bindingFor, footer, type Keymap, showKeys, whyDisabled } from '../../lib/tui/keymap.ts'
import { keymapOf } from '../../lib/tui/keymaps.ts'
import { initialState, type State } from '../../lib/tui/state.ts'
import { asciiSymbols, unicodeSymbols } from '../../lib/view/symbols.ts'
import { track } from './track.ts'

const entries = track.tasks.map((task) => ({ task, status: 'new' as const, stars: 0 }))
const state = initialState(
  { size: { columns: 80, rows: 24 }, noEditor: undefined, spoken: false },
  track.subtracks,
  entries,
)

const keymaps: { [name: string]: Keymap } = {
  track: keymapOf(state),
  search: keymapOf({ ...state, track: { ...state.track, searching: true } }),
  task: keymapOf({ ...state, screen: 'task' }),
  run: keymapOf({ ...state, screen: 'run' }),
  fanout: keymapOf({ ...state, screen: 'fanout' }),
  lww: keymapOf({ ...state, screen: 'lww' }),
  study: keymapOf({ ...state, screen: 'study' }),
  help: keymapOf({ ...state, help: 0 }),
}

const binding = (keys: string[], label: string, enabled?: Binding['enabled']): Binding => ({
  ...{ keys, label, help: label, intent: { kind: 'grade' } },
  ...(enabled && { enabled }),
})

describe.each(Object.entries(keymaps))('the keys of %s', (_, { bindings }) => {
  it('mean one thing each', () => {
    const keys = bindings.flatMap((one) => one.keys)
    expect(keys).toEqual([...new Set(keys)])
  })

  it('are each explained', () => {
    for (const { help } of bindings) expect(help).toMatch(/^[A-Z].*[^.]$/)
  })

  it('have a way out', () => {
    const intents = bindings.map(({ intent }) => intent.kind)
    expect(intents.some((kind) => kind === 'quit')).toBe(true)
  })
})

describe('every screen but the search', () => {
  it.each(['track', 'task', 'run', 'fanout', 'lww', 'study', 'help'])('%s is left with q', (name) => {
    expect(bindingFor(keymaps[name] as Keymap, 'q')?.intent).toEqual({ kind: 'quit' })
  })

  it.each(['track', 'task', 'run', 'fanout', 'lww', 'study'])('%s shows its keys with ?', (name) => {
    expect(bindingFor(keymaps[name] as Keymap, '?')?.intent).toEqual({ kind: 'help', open: true })
  })
})

describe('a key that does nothing now', () => {
  const withEditor = (noEditor: string | undefined): State => ({ ...state, noEditor, screen: 'task' })
  const why = (key: string, given: State) => whyDisabled(bindingFor(keymapOf(given), key) as Binding, given)

  it('says why', () => {
    expect(why('e', withEditor('Set $EDITOR.'))).toBe('Set $EDITOR.')
    expect(why('e', withEditor(undefined))).toBeUndefined()
  })

  it('enter has nothing to open where the search found nothing', () => {
    expect(why('enter', state)).toBeUndefined()
    expect(why('enter', { ...state, track: { ...state.track, query: 'zz' } })).toBe('No task is selected.')
  })

  it('space has nothing to play before there is a result', () => {
    expect(why('space', { ...state, screen: 'run' })).toBe('This result has no run to show.')
  })

  it('space is out of place where a screen reader reads', () => {
    expect(why('space', { ...state, screen: 'run', spoken: true })).toContain('arrows')
  })
})

describe('the footer', () => {
  const help: Binding = { keys: ['?'], label: 'all keys', help: 'x', intent: { kind: 'help', open: true } }

  it('shows the keys that work now, and the way to all of them last', () => {
    const keymap = { bindings: [help, binding(['g'], 'grade'), binding(['h'], 'hint', () => 'None.')] }
    expect(footer(keymap, state, 80, unicodeSymbols)).toBe('g grade   ? all keys')
  })

  it('drops what has no room, but never that way', () => {
    const keymap = {
      bindings: [binding(['g'], 'grade'), binding(['e'], 'edit'), binding(['w'], 'watch'), help],
    }
    expect(footer(keymap, state, 32, unicodeSymbols)).toBe('g grade   e edit   ? all keys')
    expect(footer(keymap, state, 12, unicodeSymbols)).toBe('? all keys')
  })

  it('writes keys as people do', () => {
    expect(showKeys(['down', 'j', 'page-up'], unicodeSymbols)).toBe('↓ j PgUp')
    expect(showKeys(['down'], asciiSymbols)).toBe('v')
  })
})
