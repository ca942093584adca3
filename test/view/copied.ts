import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'string-width'

/** Lines that are too wide, and not because they hold one word, such as an address, or one command to be copied. */
export function needlesslyWide(lines: readonly string[], width: number): string[] {
  const isToBeCopied = (line: string) => /^(\S+|\(?`?npx workbench [^`]+`?\S*)$/.test(line)
  return lines.filter(
    (line) => stringWidth(line) > width && !isToBeCopied(stripVTControlCharacters(line).trim()),
  )
}
