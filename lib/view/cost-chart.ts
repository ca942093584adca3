import type { Limits } from '../grade/grader.ts'
import type { Comparison, Landmark } from '../grade/landmarks.ts'
import { type Paint, plain } from './paint.ts'
import { duration, figure, hang, padEnd, padStart, wrap } from './text.ts'

export type CostChartOptions = { width: number; paint?: Paint }

/** Rows and columns of the plot, without its scales. */
const rows = 11
const widest = 60
/** Columns of the scale on the left. */
const scale = 10
/** Below this many columns there is only the table. */
const narrowest = 30

type Placed = Landmark & { sign: string }

/** Programs by what they cost and how fast they are, as a plot and a table: plain text, whatever is coloured. */
export function costChart(comparison: Comparison, { width, paint = plain }: CostChartOptions): string[] {
  const { own, others, limits } = comparison
  const placed: Placed[] = [
    ...(own === undefined ? [] : [{ ...own, sign: '@' }]),
    ...others.map((other) => ({ ...other, sign: other.name.charAt(0).toUpperCase() })),
  ]
  const columns = Math.min(widest, width - scale - 1)
  return [
    paint('strong', title),
    ...wrap(caption, width),
    ...(columns < narrowest ? [] : ['', ...plot(placed, columns)]),
    '',
    ...table(placed),
    '',
    ...(own === undefined
      ? wrap(noOwn, width)
      : limits.flatMap((limit) => hang('  ', verdict(own, limit), width))),
  ]
}

/** Messages on a scale of powers from left to right, the median time from the bottom up. */
function plot(placed: Placed[], columns: number): string[] {
  const powers = placed.map(({ perOp }) => Math.log10(Math.max(perOp, 0.1)))
  const [least, most] = [Math.floor(Math.min(...powers)), Math.ceil(Math.max(...powers))]
  const top = Math.max(...placed.map(({ medianMs }) => medianMs))
  const cells = Array.from({ length: rows }, () => new Array<string>(columns).fill(' '))
  for (const { sign, perOp, medianMs } of placed) {
    const span = Math.max(1, most - least)
    const column = Math.round(((Math.log10(Math.max(perOp, 0.1)) - least) / span) * (columns - 1))
    const row = Math.round((1 - (top === 0 ? 0 : medianMs / top)) * (rows - 1))
    const line = cells[row]
    if (line === undefined) continue
    // Whoever comes to the same place stands beside it.
    const free = line.findIndex((cell, place) => place >= column && cell === ' ')
    line[free < 0 ? column : free] = sign
  }
  const label = (row: number) =>
    row % 5 === 0
      ? padStart(duration(Math.round((top * (rows - 1 - row)) / (rows - 1))), scale - 2)
      : ' '.repeat(scale - 2)
  return [
    ...cells.map((line, row) => `${label(row)} |${line.join('').trimEnd()}`),
    `${' '.repeat(scale - 1)}+${'-'.repeat(columns)}`,
    `${' '.repeat(scale)}${ticks(least, Math.max(most, least + 1), columns)}`,
  ]
}

/** 1, 10, 100 under their columns. */
function ticks(least: number, most: number, columns: number): string {
  let line = ''
  for (let power = least; power <= most; power++) {
    const text = String(10 ** power)
    const at = Math.round(((power - least) / (most - least)) * (columns - 1))
    line = padEnd(line, Math.min(at, columns - text.length)) + text
  }
  return line
}

function table(placed: Placed[]): string[] {
  const lines = [
    ['', 'program', 'messages/op', 'median', 'maximum'],
    ...placed.map(({ sign, name, perOp, medianMs, maxMs }) => [
      sign,
      name,
      figure(perOp),
      duration(medianMs),
      duration(maxMs),
    ]),
  ]
  const widths =
    lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? []
  return lines.map((line) => {
    const cells = line.map((cell, column) => (column < 2 ? padEnd : padStart)(cell, widths[column] ?? 0))
    return `  ${cells.join('  ').trimEnd()}`
  })
}

function verdict(own: Landmark, { name, perOp, medianMs, maxMs }: Limits): string {
  const isWithin = own.perOp < perOp && own.medianMs < medianMs && own.maxMs < maxMs
  return `${isWithin ? 'within' : 'outside'} the ${name} limits: under ${perOp} messages/op, ${duration(medianMs)} median, ${duration(maxMs)} maximum`
}

const title = 'Cost and speed'
const caption =
  'The same load and seed, for every program. Further left is cheaper (messages for each operation), further down is faster (the median time to a value’s last node). @ is yours.'
const noOwn = 'Yours is not shown: it did not bring every value everywhere in this load.'
