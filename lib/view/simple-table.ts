import type { Paint } from './paint.ts'
import { simpleHang } from './simple-line.ts'

/** A table of the workbench's own figures and words, in which every character takes one column; see simple-line.ts. */
export type SimpleTable = { head: string[]; rows: string[][]; align: ('left' | 'right')[] }

const gap = '  '

/** In columns where they fit; otherwise row by row, each cell behind its column's heading. */
export function simpleTable({ head, rows, align }: SimpleTable, columns: number, paint: Paint): string[] {
  const widths = head.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => (row[column] ?? '').length)),
  )
  if (widths.reduce((sum, wide) => sum + wide + gap.length, 0) > columns) return rowByRow(head, rows, columns)
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => {
        const wide = widths[column] ?? 0
        return gap + (align[column] === 'right' ? cell.padStart(wide) : cell.padEnd(wide))
      })
      .join('')
      .trimEnd()
  return [paint('strong', line(head)), ...rows.map(line)]
}

function rowByRow(head: string[], rows: string[][], columns: number): string[] {
  return rows.flatMap((row) => {
    const cells = row.map((cell, column) => (head[column] === '' ? cell : `${head[column]}: ${cell.trim()}`))
    return simpleHang(gap, cells.join(', '), columns)
  })
}
