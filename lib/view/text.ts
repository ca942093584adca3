import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'

export { count, duration, figure } from './figures.ts'

/** Text from outside, such as a program's own error, without anything that would move a terminal's cursor. */
export function clean(text: string): string {
  return stripVTControlCharacters(text).replaceAll('\t', '  ').replace(controls, '')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for; line feeds may stay
const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g

/**
 * Breaks a text, which may be coloured and hold line breaks, between words into lines of `width` columns. A word that
 * is longer, such as an address, and a command in backticks stay whole on a line that is longer: a terminal goes on in
 * its next line by itself, and what is copied from there or clicked is whole.
 */
export function wrap(text: string, width: number): string[] {
  const joined = text.replace(quotedCommand, unbroken)
  return lines(joined, width, false).map((line) => line.replaceAll(joint, ' '))
}

/** A text that `wrap` will not break. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', joint)
}

const quotedCommand = /`npx workbench [^`\n]*`/g
const joint = '\uE001'

/** A line as a screen shows it, which has nothing beyond its edge: it goes on below its beginning, if need be within a word. */
export function within(line: string, width: number): string[] {
  const indent = (/^ */.exec(line)?.[0] ?? '').slice(0, width / 2)
  return lines(line.trimStart(), width - indent.length, true).map((part) => indent + part)
}

function lines(text: string, width: number, hard: boolean): string[] {
  // wrap-ansi takes a millisecond for a line, and most need no wrapping.
  if (!text.includes('\n') && stringWidth(text) <= width) return [text.trim()]
  return wrapAnsi(text, Math.max(1, width), { hard })
    .split('\n')
    .map((line) => line.trimEnd())
}

/** Wraps `text` behind `first`; the lines that follow stand under its beginning. */
export function hang(first: string, text: string, width: number): string[] {
  const indent = Math.min(stringWidth(first), Math.max(0, width - 10))
  const [head = '', ...rest] = wrap(text, width - indent)
  return [`${first}${head}`.trimEnd(), ...rest.map((line) => `${' '.repeat(indent)}${line}`)]
}

/** Shortens a line, which may be coloured, to `width` columns, saying with `ellipsis` that something is missing. */
export function clip(line: string, width: number, ellipsis: string): string {
  if (stringWidth(line) <= width) return line
  let room = width - stringWidth(ellipsis)
  if (room < 0) return ellipsis.slice(0, width)
  let clipped = ''
  let cut = false
  // All colours are kept, so that those which began before the cut end after it.
  for (const part of line.split(colours)) {
    if (part.startsWith('\u001b')) clipped += part
    else if (!cut) {
      for (const { segment } of graphemes.segment(part)) {
        room -= stringWidth(segment)
        cut = room < 0
        clipped += cut ? ellipsis : segment
        if (cut) break
      }
    }
  }
  return clipped
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
const colours = /(\u001b\[[\d;]*m)/
const graphemes = new Intl.Segmenter()

/** Shortens a path from its beginning: its end says which file it is. */
export function clipStart(path: string, width: number, ellipsis: string): string {
  return path.length <= width
    ? path
    : ellipsis + path.slice(path.length - Math.max(0, width - ellipsis.length))
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)))
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - stringWidth(text))) + text
}

/** One line with something at both ends; where both do not fit, the left end is shortened. */
export function justify(left: string, right: string, width: number, ellipsis: string): string {
  if (right === '') return clip(left, width, ellipsis)
  const room = width - stringWidth(right) - 1
  if (room < 1) return clip(right, width, ellipsis)
  return `${padEnd(clip(left, room, ellipsis), room)} ${right}`
}
