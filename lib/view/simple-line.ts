import { stripVTControlCharacters } from 'node:util'

// For lines made of the workbench's own texts, in which every character takes one column. Measuring any others takes a
// package, and to load one takes longer than `workbench list` may.

/** Columns of a line, painted or not. */
function width(line: string): number {
  return [...stripVTControlCharacters(line)].length
}

/** One line with something at both ends; where both do not fit, the left end, which is not painted, is shortened. */
export function simpleJustify(left: string, right: string, columns: number, ellipsis: string): string {
  const room = columns - width(right) - 1
  const characters = [...left]
  if (characters.length <= room) return `${left.padEnd(room)} ${right}`
  return `${characters.slice(0, Math.max(0, room - ellipsis.length)).join('')}${ellipsis} ${right}`
}

export function fitsBeside(left: string, right: string, columns: number): boolean {
  return width(left) + 1 + width(right) <= columns
}

/** Wraps a text, which is not painted, behind `first`; the lines that follow stand under its beginning. */
export function simpleHang(first: string, text: string, columns: number): string[] {
  const room = columns - first.length
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const line = lines.at(-1)
    if (line !== undefined && line.length + 1 + word.length <= room)
      lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines.map((line, index) => (index === 0 ? first : ' '.repeat(first.length)) + line)
}
