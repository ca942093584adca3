import type { Benchmark, BenchmarkCell } from '../grade/benchmark.ts'
import type { StoreMeasures } from '../trace/store-measures.ts'
import { type Paint, plain } from './paint.ts'
import { simpleTable } from './simple-table.ts'
import { duration, figure, padEnd, padStart, wrap } from './text.ts'

export type BenchmarkChartOptions = { width: number; paint?: Paint }

/** Columns before the bars: the fault, the number of replicas, and whose bar it is. */
const labelWidth = 17
/** Columns behind a bar for its figure. */
const figureWidth = 8
const widestBar = 20
/** With bars shorter than this there is only the table. */
const narrowestBar = 5

/** Two stores side by side, over cluster size and fault: bars and a table, plain text, whatever is coloured. */
export function benchmarkChart(
  { seed, cells }: Benchmark,
  { width, paint = plain }: BenchmarkChartOptions,
): string[] {
  const bar = Math.min(widestBar, Math.floor((width - labelWidth) / charted.length) - figureWidth - 2)
  return [
    ...wrap(title(seed), width).map((line) => paint('strong', line)),
    ...wrap(caption, width),
    '',
    ...(bar < narrowestBar ? [] : [...bars(cells, bar, paint), '']),
    ...simpleTable({ head, rows: cells.flatMap(tableRows), align }, width, paint),
    '',
    ...wrap(key, width),
    ...(cells.some(({ own }) => own === undefined) ? wrap(notMeasured, width) : []),
  ]
}

type Charted = {
  name: string
  /** Undefined where there is nothing to show. */
  of(measures: StoreMeasures): number | undefined
  text(amount: number): string
}

/** What the bars show; the table has the rest. */
const charted: Charted[] = [
  { name: 'median convergence', of: ({ convergenceMs }) => convergenceMs?.p50, text: duration },
  { name: 'messages per write', of: ({ msgsPerWrite }) => msgsPerWrite, text: figure },
]

function bars(cells: BenchmarkCell[], bar: number, paint: Paint): string[] {
  const most = charted.map(({ of }) =>
    Math.max(
      ...cells.flatMap(({ own, reference }) => [own && of(own), of(reference)]).map((one) => one ?? 0),
    ),
  )
  const line = (label: string, sign: string, measures: StoreMeasures | undefined) =>
    label +
    charted
      .map(({ of, text }, index) => {
        const amount = measures && of(measures)
        const length = Math.round(((amount ?? 0) / (most[index] || 1)) * bar)
        const told = amount === undefined ? none : text(amount)
        return `|${padEnd(sign.repeat(length), bar)}${padStart(told, figureWidth)} `
      })
      .join('')
      .trimEnd()
  const heads = charted.map(({ name }) => padEnd(` ${name}`, bar + figureWidth + 2)).join('')
  return [
    paint('strong', `${' '.repeat(labelWidth)}${heads}`.trimEnd()),
    ...cells.flatMap(({ replicas, fault, own, reference }) => [
      line(`${padEnd(fault, 10)}${padStart(String(replicas), 3)} ${signs.own}  `, signs.own, own),
      line(`${' '.repeat(14)}${signs.reference}  `, signs.reference, reference),
    ]),
  ]
}

const head = ['fault', 'nodes', '', 'median', '95 %', 'longest', 'msgs', 'bytes', 'stale']
const align = head.map((_, column): 'left' | 'right' => (column === 0 || column === 2 ? 'left' : 'right'))

function tableRows({ fault, replicas, own, reference }: BenchmarkCell): string[][] {
  const row = (who: string, measures: StoreMeasures) => {
    const { convergenceMs: times, unconverged, msgsPerWrite, bytesPerWrite, reads, staleReads } = measures
    const timed = (ms: number | undefined) => (ms === undefined ? none : duration(ms))
    return [
      ...[fault, String(replicas), who, timed(times?.p50), timed(times?.p95)],
      unconverged > 0 ? never(unconverged) : timed(times?.max),
      ...[figure(msgsPerWrite), figure(Math.round(bytesPerWrite)), `${staleReads}/${reads}`],
    ]
  }
  return [...(own === undefined ? [] : [row('yours', own)]), row('ours', reference)]
}

const signs = { own: '@', reference: 'o' }
const title = (seed: number) => `Your store and ours, in the same runs (seed ${seed})`
const caption =
  'How long it took until every replica held a write, or a later one of its key, and how many messages. @ is yours, o is ours. Shorter is better, but the one is paid for with the other.'
const key =
  'Times are those of convergence; "never (2)" is of two writes that some replica never had. Messages and bytes are all that the nodes sent each other, answers too, for each write. Stale reads returned an older value than the newest acknowledged before.'
const none = '-'
const never = (writes: number) => `never (${writes})`
const notMeasured = 'Where yours is missing, it did not run to the end.'
