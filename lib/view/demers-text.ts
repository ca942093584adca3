import type { Comparison } from '../epidemic/agreement.ts'
import type { Measure, PaperTable } from '../epidemic/demers.ts'
import { residueOfCounter } from '../theory/residue.ts'
import { count } from './figures.ts'
import type { Paint } from './paint.ts'
import { simpleHang } from './simple-line.ts'
import { simpleTable } from './simple-table.ts'
import type { Symbols } from './symbols.ts'

type Pen = { width: number; paint: Paint; symbols: Symbols }

type Reproduction = {
  nodes: number
  runs: number
  /** How many the paper's figures are taken to be means of. */
  assumedRuns: number
  confidence: number
  tables: (Pick<PaperTable, 'way' | 'when' | 'stop'> & {
    rows: ({ k: number } & { [measure in Measure]: Comparison })[]
  })[]
}

const names: { [measure in Measure]: string } = {
  residue: 's',
  traffic: 'm',
  last: 't_last',
  average: 't_ave',
}
const shown = Object.keys(names) as Measure[]

/** The tables of Demers et al. beside ours, and what does not come out. */
export function demersText(reproduction: Reproduction, pen: Pen): string[] {
  const { confidence, tables } = reproduction
  const { width, paint, symbols } = pen
  const percent = `${Math.round(confidence * 100)} %`
  const lines = tables.flatMap(({ way, when, stop, rows }, index) => [
    '',
    paint('title', `Table ${index + 1}: ${way}, ${when}, ${stop}`),
    ...simpleTable(
      {
        head: ['k', '', ...rows.map(({ k }) => String(k))],
        rows: shown.flatMap((measure) => [
          [names[measure], 'paper', ...rows.map((row) => paperCell(row[measure], symbols))],
          ['', 'ours', ...rows.map((row) => places(row[measure].ours, row[measure].halfWidth))],
          ['', '±', ...rows.map((row) => places(row[measure].halfWidth, row[measure].halfWidth))],
        ]),
        align: ['left', 'left', ...rows.map(() => 'right' as const)],
      },
      width,
      paint,
    ),
  ])
  const cumulative = [1, 2, 3, 4, 5].map((k) => residueOfCounter(k).toFixed(4)).join(', ')
  return [
    ...simpleHang('', heading(reproduction, percent), width),
    ...lines,
    '',
    ...simpleHang('', conclusion(tables, symbols), width),
    ...simpleHang('', counted(cumulative), width),
  ]
}

function paperCell({ paper, agrees }: Comparison, { failed, nothing }: Symbols): string {
  if (agrees === null) return nothing
  return agrees ? paper : `${failed || 'no:'} ${paper}`
}

/** As many places as the interval leaves any sense. */
function places(number: number, halfWidth: number): string {
  if (number === 0 || halfWidth < 1e-4) return number.toExponential(1)
  return number.toFixed(Math.max(0, 1 - Math.floor(Math.log10(halfWidth))))
}

function conclusion(tables: Reproduction['tables'], { failed }: Symbols): string {
  const cells = tables.flatMap(({ rows }) =>
    rows.flatMap((row) => shown.map((measure) => ({ measure, ...row[measure] }))),
  )
  const missing = shown.filter((measure) =>
    cells.some((cell) => cell.measure === measure && cell.agrees === false),
  )
  const wrong = cells.filter(({ agrees }) => agrees === false).length
  const checked = cells.filter(({ agrees }) => agrees !== null).length
  if (wrong === 0) return `All ${checked} figures of the paper come out.`
  const which = missing.map((measure) => names[measure]).join(' and ')
  return `${checked - wrong} of ${checked} figures come out. Those marked ${failed || 'no:'} do not: ${which}. ${missing.join() === 'average' ? onlyAverage : ''}`.trim()
}

const heading = ({ nodes, runs, assumedRuns }: Reproduction, percent: string) =>
  `Rumor mongering among ${count(nodes, 'site')}: A. Demers et al., "Epidemic algorithms for replicated database maintenance", 1987, beside the mean of ${count(runs, 'run')} of ours with its ${percent} interval. A printed figure comes out if a mean of ${assumedRuns} runs could have been rounded to it.`
const onlyAverage =
  'The rules that give all the rest give another t_ave, for which we know no reason: trust ours.'
const counted = (residues: string) =>
  `With a counter that adds up instead, and only the first of several calls at once being useful, s = e^(-(k+1)(1-s)): ${residues} for k = 1 to 5.`
