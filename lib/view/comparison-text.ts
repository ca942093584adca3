import type { Compared, ComparedTrial } from '../compare/comparison.ts'
import { duration, figure } from './figures.ts'
import type { Paint } from './paint.ts'
import { simpleHang } from './simple-line.ts'
import { simpleTable } from './simple-table.ts'
import { wayOn } from './way-on.ts'

type Pen = { width: number; paint: Paint }
type Head = ComparedTrial['figures'][number]

/** A comparison as text: what was asked of whom, then a table for each trial and who did best in it. */
export function comparisonText(
  { slug, title, question, seed, contenders, trials }: Compared,
  pen: Pen,
): string[] {
  const { width, paint } = pen
  const names = contenders.map(({ name }) => name)
  const longest = Math.max(...names.map(({ length }) => length))
  return [
    paint('title', title),
    ...simpleHang('', question, width),
    '',
    ...contenders.flatMap(({ name, what }) => simpleHang(`  ${name.padEnd(longest)}  `, what, width)),
    ...trials.flatMap((trial) => ['', ...trialLines(trial, names, pen)]),
    '',
    ...simpleHang('', legendOf(trials) + measured(seed), width).map((line) => paint('quiet', line)),
    ...wayOn('Other dice:', `npx workbench compare ${slug} --seed ${seed + 1}`, pen),
  ]
}

/** What the short headings mean, of those that are there. */
function legendOf(trials: ComparedTrial[]): string {
  const ids = new Set(trials.flatMap(({ figures }) => figures.map(({ id }) => id)))
  return legends.flatMap(([id, text]) => (ids.has(id) ? [`${text} `] : [])).join('')
}

function trialLines(
  { title, figures, rows }: ComparedTrial,
  names: string[],
  { width, paint }: Pen,
): string[] {
  const head = ['', ...figures.map(({ head: heading }) => heading)]
  const cells = rows.map((row, index) => [
    names[index] ?? '',
    ...row.map((value, column) => cell(value, figures[column])),
  ])
  const align = head.map((_, column) => (column === 0 ? ('left' as const) : ('right' as const)))
  return [
    ...simpleHang('', title, width),
    ...simpleTable({ head, rows: cells, align }, width, paint),
    ...simpleHang('  ', bestOf(figures, rows, names), width),
  ]
}

function cell(value: number | null, head: Head | undefined): string {
  if (value === null) return never
  return head?.unit === 'ms' ? duration(Math.round(value)) : figure(value)
}

/** Another seed moves a figure by so much: what differs by less is called equal. */
const alike = 1.05

/**
 * "Fewest messages: tree. Soonest everywhere: flood." Where all are equal nobody is named, and nobody who lost values is
 * called fast.
 */
function bestOf(figures: Head[], rows: (number | null)[][], names: string[]): string {
  const losses = figures.findIndex(({ id }) => id === 'valuesLost')
  const sentences = figures.flatMap(({ best, unit }, column) => {
    if (best === undefined) return []
    const values = rows.map((row) =>
      unit === 'ms' && (row[losses] ?? 0) > 0
        ? Number.POSITIVE_INFINITY
        : (row[column] ?? Number.POSITIVE_INFINITY),
    )
    const least = Math.min(...values)
    const winners = names.filter((_, index) => (values[index] ?? Number.POSITIVE_INFINITY) <= alike * least)
    if (winners.length === names.length || !Number.isFinite(least)) return []
    return [`${best.charAt(0).toUpperCase()}${best.slice(1)}: ${list(winners)}.`]
  })
  return sentences.join(' ')
}

function list(names: string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

const legends = [
  ['medianMs', 'All know: the time of the middle value, the median.'],
  ['maxMs', 'Maximum: that of the slowest.'],
  ['valuesLost', 'Values lost: at the end somebody lacks them.'],
  ['copiesMissing', 'Copies missing: one for each node and value.'],
  ['equalAgainMs', 'Equal again: counted from the last value or the end of the fault.'],
] as const
const never = 'never'
const measured = (seed: number) => `Measured just now, all on the same requests and faults (seed ${seed}).`
