import type { Compared, ComparedTrial } from '../compare/comparison.ts'
import { duration, figure } from './figures.ts'
import type { Paint } from './paint.ts'
import { simpleHang } from './simple-line.ts'
import { simpleTable } from './simple-table.ts'

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
    ...simpleHang('', measured(slug, seed), width).map((line) => paint('quiet', line)),
  ]
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

/** "Fewest messages: tree. Soonest everywhere: flood." Where all are equal nobody is named. */
function bestOf(figures: Head[], rows: (number | null)[][], names: string[]): string {
  const sentences = figures.flatMap(({ best }, column) => {
    const values = rows.map((row) => row[column] ?? Number.POSITIVE_INFINITY)
    const least = Math.min(...values)
    const winners = names.filter((_, index) => values[index] === least)
    if (winners.length === names.length || !Number.isFinite(least)) return []
    return [`${best.charAt(0).toUpperCase()}${best.slice(1)}: ${list(winners)}.`]
  })
  return sentences.join(' ')
}

function list(names: string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

const never = 'never'
const measured = (slug: string, seed: number) =>
  `Measured just now, all on the same requests and faults (seed ${seed}). Others: npx workbench compare ${slug} --seed ${seed + 1}`
