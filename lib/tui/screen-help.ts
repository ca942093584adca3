import { hang, padEnd } from '../view/text.ts'
import { type Binding, showKeys, whyDisabled } from './keymap.ts'
import { keymapBelow } from './keymaps.ts'
import type { Layout } from './layout.ts'
import type { ScreenView, Tools } from './screen.ts'
import { position } from './screen-task.ts'
import type { State } from './state.ts'

/** Every key of the screen below, what it does, and why it does nothing at the moment. */
export function helpScreen(state: State, layout: Layout, tools: Tools): ScreenView {
  const lines = helpLines(state, layout, tools)
  const first = state.help ?? 0
  return {
    title: 'Keys',
    aside: screenNames[state.screen],
    body: lines.slice(first, first + layout.body),
    info: position(first, layout.body, lines.length, tools),
  }
}

export function helpLines(state: State, { width }: Layout, { paint, symbols }: Tools): string[] {
  const { bindings } = keymapBelow(state)
  const names = bindings.map(({ keys }) => showKeys(keys, symbols))
  const column = Math.max(...names.map((name) => name.length)) + 2
  return bindings.flatMap((binding, index) =>
    hang(`  ${paint('accent', padEnd(names[index] ?? '', column))}`, describe(binding, state), width),
  )
}

function describe(binding: Binding, state: State): string {
  const why = whyDisabled(binding, { ...state, help: undefined })
  return why === undefined ? `${binding.help}.` : `${binding.help}. Not now: ${why}`
}

const screenNames = {
  track: 'of the list of tasks',
  task: 'of a task',
  run: 'of a result',
  fanout: 'of the calculator',
  lww: 'of the lost write',
  study: 'of the study material',
}
