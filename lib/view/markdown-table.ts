import stringWidth from 'string-width'
import type { Paint } from './paint.ts'
import { hang, padEnd, padStart, wrap } from './text.ts'

/** A table of a Markdown text; its cells may be painted already. */
export type Table = { head: string[]; rows: string[][]; align: (string | null)[] }

/**
 * In columns where they fit, the widest of them made narrower if need be; where that would leave it too narrow to read,
 * row by row, each cell behind its column's heading.
 */
export function tableText({ head, rows, align }: Table, width: number, paint: Paint): string {
  const widths = head.map((heading, column) =>
    Math.max(stringWidth(heading), ...rows.map((row) => stringWidth(row[column] ?? ''))),
  )
  const needed = widths.reduce((sum, wide) => sum + wide + gap.length, 0)
  const widest = widths.indexOf(Math.max(...widths))
  if (needed > width) widths[widest] = (widths[widest] ?? 0) - (needed - width)
  if (needed > width && (widths[widest] ?? 0) < readable) return rowByRow(head, rows, width, paint)
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => {
        const [wide = 0, pad = align[column] === 'right' ? padStart : padEnd] = [widths[column]]
        return gap + pad(cell, wide)
      })
      .join('')
      .trimEnd()
  const lines = (row: string[]) =>
    wrap(row[widest] ?? '', widths[widest] ?? 0).map((part, index) =>
      line(row.map((cell, column) => (column === widest ? part : index === 0 ? cell : ''))),
    )
  return [head.map((heading) => paint('strong', heading)), ...rows].flatMap(lines).join('\n')
}

function rowByRow(head: string[], rows: string[][], width: number, paint: Paint): string {
  const cells = (row: string[]) =>
    row.map((cell, column) => `${paint('strong', head[column] ?? '')}: ${cell}`)
  return rows.flatMap((row) => hang(gap, cells(row).join(', '), width)).join('\n')
}

const gap = '  '
/** The narrowest column in which text can be read that is broken between its words. */
const readable = 16
