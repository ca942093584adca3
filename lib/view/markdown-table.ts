import stringWidth from 'string-width'
import type { Paint } from './paint.ts'
import { hang, padEnd, padStart } from './text.ts'

/** A table of a Markdown text; its cells may be painted already. */
export type Table = { head: string[]; rows: string[][]; align: (string | null)[] }

/** In columns where they fit; otherwise row by row, each cell behind its column's heading. */
export function tableText({ head, rows, align }: Table, width: number, paint: Paint): string {
  const widths = head.map((heading, column) =>
    Math.max(stringWidth(heading), ...rows.map((row) => stringWidth(row[column] ?? ''))),
  )
  if (widths.reduce((sum, wide) => sum + wide + gap.length, 0) > width)
    return rowByRow(head, rows, width, paint)
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => {
        const [wide = 0, pad = align[column] === 'right' ? padStart : padEnd] = [widths[column]]
        return gap + pad(cell, wide)
      })
      .join('')
      .trimEnd()
  return [line(head.map((heading) => paint('strong', heading))), ...rows.map(line)].join('\n')
}

function rowByRow(head: string[], rows: string[][], width: number, paint: Paint): string {
  const cells = (row: string[]) =>
    row.map((cell, column) => `${paint('strong', head[column] ?? '')}: ${cell}`)
  return rows.flatMap((row) => hang(gap, cells(row).join(', '), width)).join('\n')
}

const gap = '  '
