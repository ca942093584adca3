import { clip, justify, within } from '../view/text.ts'
import { footer } from './keymap.ts'
import { keymapOf } from './keymaps.ts'
import { isTooSmall, type Layout, layoutOf } from './layout.ts'
import type { Tools } from './screen.ts'
import { screenOf } from './screens.ts'
import type { State } from './state.ts'

/** The whole picture: always as many lines as the layout has, none wider than the terminal. */
export function frameOf(state: State, tools: Tools): string[] {
  const layout = layoutOf(state.size)
  const { paint, symbols } = tools
  const clipped = (line: string) => clip(line, layout.width, symbols.ellipsis)
  if (isTooSmall(state.size)) return exactly(within(tooSmall, layout.width), layout.height).map(clipped)
  const { title, aside, body, info } = screenOf(state, tools)
  const head = [justify(paint('title', title), aside, layout.width, symbols.ellipsis)]
  if (layout.ruled) head.push(paint('quiet', symbols.rule.repeat(layout.width)))
  const message = state.notice === '' ? [paint('quiet', info)] : noticeLines(state.notice, layout, tools)
  const keys = footer(keymapOf(state), state, layout.width, symbols)
  return [...head, ...exactly(body, layout.body + 1 - message.length), ...message, keys].map(clipped)
}

/** The same for the ear, no higher: without ruling and empty lines, and what has just happened before all else. */
export function spokenFrameOf(state: State, tools: Tools): string[] {
  const { width, height } = layoutOf(state.size)
  if (isTooSmall(state.size)) return within(tooSmall, width).slice(0, height)
  const { title, aside, body, spoken = body, info } = screenOf(state, tools)
  const keys = footer(keymapOf(state), state, Number.POSITIVE_INFINITY, tools.symbols)
  const said = (lines: string[]) =>
    lines.flatMap((line) => within(line.trim().replace(/ {2,}/g, ' '), width)).filter((line) => line !== '')
  const before = said([state.notice, `${title}. ${aside}`])
  const after = said([info, `Keys: ${keys}`])
  const room = Math.max(0, height - before.length - after.length)
  return [...before, ...said(spoken).slice(0, room), ...after].slice(0, height)
}

/** A long sentence takes lines from the end of the body until the next key. */
function noticeLines(notice: string, { width, body }: Layout, { paint }: Tools): string[] {
  return within(notice, width)
    .slice(0, Math.max(1, Math.ceil(body / 2)))
    .map((line) => paint('warn', line))
}

function exactly(lines: string[], height: number): string[] {
  return Array.from({ length: height }, (_, index) => lines[index] ?? '')
}

const tooSmall = 'This window is too small: the workbench needs 40 columns and 12 lines.'
