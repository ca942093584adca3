import type { Canvas } from './propagation.ts'
import { type Column, journeyColumns, nodeColumn, timeColumn, valueColumn } from './propagation-columns.ts'
import { hasForgotten, type Spread, valuesAt } from './spread.ts'
import { count, padEnd, padStart } from './text.ts'

/**
 * A row a node. Undefined when it does not fit the canvas. Rows that would stand too high stand side by side in
 * blocks, and of too many values the latest are shown, with a line that says how many are not.
 */
export function tableOf(spread: Spread, at: number, canvas: Canvas): string[] | undefined {
  const table = spread.values.length === 1 ? oneValue(spread, at, canvas) : manyValues(spread, at, canvas)
  if (table === undefined || table.length + 1 > canvas.height) return table
  return [...table, canvas.paint('quiet', legend(spread, canvas))]
}

function oneValue(spread: Spread, at: number, canvas: Canvas): string[] | undefined {
  const [value] = spread.values
  if (value === undefined) return undefined
  const columns = [nodeColumn(spread, at), ...journeyColumns(value, at, canvas)]
  const room = Math.min(canvas.width - widthOf(columns) - 2, widestTime)
  const timeFits = spread.nodes.length + 1 <= canvas.height && room >= narrowestTime
  if (!timeFits || canvas.symbols.span === '') return blocks(spread, columns, canvas)
  return blocks(spread, [...columns, timeColumn(spread, value, at, room, canvas)], canvas)
}

function manyValues(spread: Spread, at: number, canvas: Canvas): string[] | undefined {
  const node = nodeColumn(spread, at)
  const columns = spread.values.map((value) => valueColumn(value, at, canvas))
  const whole = blocks(spread, [node, ...columns], canvas)
  if (whole !== undefined) return whole
  const shorter = { ...canvas, height: canvas.height - 1 }
  const begun = Math.min(columns.length, valuesAt(spread, at).length)
  for (let shown = columns.length - 1; shown > 0; shown--) {
    const first = Math.max(0, begun - shown)
    const table = blocks(spread, [node, ...columns.slice(first, first + shown)], shorter)
    if (table === undefined) continue
    // Few values in many blocks say less than a map of shades.
    if (spread.nodes.length >= shorter.height && shown < columns.length / 2) return undefined
    const later = columns.length - first - shown
    return [...table, canvas.paint('quiet', hidden(first, later, canvas.symbols.ellipsis))]
  }
  return undefined
}

function blocks(
  { nodes }: Spread,
  columns: Column[],
  { width, height, paint }: Canvas,
): string[] | undefined {
  if (height < 2) return undefined
  const blockCount = Math.ceil(nodes.length / (height - 1))
  if (blockCount * (widthOf(columns) + gap) - gap > width) return undefined
  const perBlock = Math.ceil(nodes.length / blockCount)
  const heading = columns.map((column) => align(column, column.heading)).join(' ')
  const lines = [paint('quiet', Array(blockCount).fill(heading).join(' '.repeat(gap)).trimEnd())]
  for (let row = 0; row < perBlock; row++) {
    const across = nodes
      .filter((_, index) => index % perBlock === row)
      .map((node) => rowOf(node, columns, paint))
    lines.push(across.join(' '.repeat(gap)).trimEnd())
  }
  return lines
}

function rowOf(node: string, columns: Column[], paint: Canvas['paint']): string {
  return columns
    .map((column) => {
      const { text, tone } = column.cell(node)
      return align(column, tone === undefined ? text : paint(tone, text))
    })
    .join(' ')
}

function align({ align, width }: Column, text: string): string {
  return align === 'left' ? padEnd(text, width) : padStart(text, width)
}

function widthOf(columns: Column[]): number {
  return columns.reduce((sum, { width }) => sum + width + 1, -1)
}

const gap = 3
const narrowestTime = 16
const widestTime = 60

function legend({ values, nodes }: Spread, { symbols }: Canvas): string {
  const marks = [`${symbols.fresh} just learned`, `${symbols.nothing} not known`]
  const forgets = values.some((value) => nodes.some((node) => hasForgotten(value, node, Number.MAX_VALUE)))
  if (forgets) marks.push(`${symbols.failed} forgotten`)
  marks.unshift(values.length > 1 ? 'ms after its broadcast' : 'time after its broadcast')
  return marks.join('   ')
}

function hidden(earlier: number, later: number, ellipsis: string): string {
  if (later === 0) return `${ellipsis} ${count(earlier, 'earlier value')}`
  if (earlier === 0) return `${ellipsis} ${count(later, 'later value')}`
  return `${ellipsis} ${earlier} earlier and ${count(later, 'later value')}`
}
