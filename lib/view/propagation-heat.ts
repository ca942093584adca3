import stringWidth from 'string-width'
import { curve } from './curve.ts'
import type { Canvas } from './propagation.ts'
import { knowledgeAt, lastMoment, type Spread, stateAt } from './spread.ts'
import { padEnd } from './text.ts'

/** A cell a node, its shade the share of the values that the node knows, above the curve of all that is known. */
export function heatMap(spread: Spread, at: number, canvas: Canvas): string[] {
  const grid = gridOf(spread, at, canvas)
  const lines = [...grid]
  const room = canvas.height - grid.length
  if (room >= 1) lines.push(canvas.paint('quiet', legend(canvas)))
  if (room - 1 >= lowestCurve) {
    const height = Math.min(room - 1, highestCurve)
    const total = spread.nodes.length * spread.values.length
    lines.push(
      ...curve(spread.informed, {
        ...canvas,
        height,
        at,
        until: lastMoment(spread),
        total,
        caption: captionFor(spread),
      }),
    )
  }
  return lines
}

function gridOf(spread: Spread, at: number, canvas: Canvas): string[] {
  const { nodes } = spread
  const { width, height, paint, symbols } = canvas
  const labelWidth = Math.max(...nodes.map((node) => stringWidth(node))) + 1
  const perRow = rowLength(nodes.length, width - labelWidth, Math.max(1, height - lowestCurve - 1))
  const lines: string[] = []
  for (let first = 0; first < nodes.length; first += perRow) {
    const row = nodes.slice(first, first + perRow)
    const left = nodes.length - first
    if (lines.length === height - 1 && left > perRow) {
      lines.push(paint('quiet', `${symbols.ellipsis} ${left} more nodes`))
      break
    }
    const cells = row.map((node) => cell(spread, node, at, canvas)).join('')
    lines.push((padEnd(row[0] ?? '', labelWidth) + cells).trimEnd())
  }
  return lines
}

/** Ten a row, or as many tens as it takes to leave room for the curve, or as many as there is room for. */
function rowLength(nodes: number, width: number, rows: number): number {
  const most = Math.max(1, Math.floor(width / cellWidth))
  for (let length = 10; length <= most; length += 10) if (Math.ceil(nodes / length) <= rows) return length
  return most
}

function cell(spread: Spread, node: string, at: number, { since, paint, symbols }: Canvas): string {
  const { values } = spread
  const known = values
    .map((value) => knowledgeAt(value, node, at))
    .filter((knowledge) => knowledge !== undefined)
  const fresh = known.some(({ from }) => from > since)
  const state = stateAt(spread, node, at)
  if (state !== 'up') return paint('bad', `${state === 'down' ? symbols.failed : symbols.pause} `)
  const text = shade(known.length / values.length, symbols.shades) + (fresh ? symbols.fresh : ' ')
  return fresh ? paint('fresh', text) : text
}

/** The lowest shade means none and the highest means all; only these two are exact. */
function shade(share: number, shades: readonly string[]): string {
  const last = shades.length - 1
  if (share === 0 || share === 1) return shades[share * last] ?? ''
  return shades[Math.min(last - 1, 1 + Math.floor(share * (last - 1)))] ?? ''
}

const cellWidth = 2
const lowestCurve = 3
const highestCurve = 9

function legend({ symbols: { shades, fresh, failed } }: Canvas): string {
  return `none ${shades.join('')} all   ${fresh} new   ${failed} down`
}

function captionFor({ values }: Spread): string {
  return values.length === 1 ? 'nodes that know it' : 'values known, over all nodes'
}
