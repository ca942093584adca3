import type { Trace } from '../trace/trace.ts'
import { type Moment, momentsOf } from './moments.ts'
import type { Pen } from './report-text.ts'
import { exactTime, gridOf, headingLine, momentLine, timeText, withClients } from './space-time-row.ts'
import { clean, clip } from './text.ts'

/** A run's diagram, read from its trace once, so that any part of it can be drawn at once. */
export type Diagram = { nodes: string[]; withClients: boolean; moments: Moment[]; wrong: Wrong | undefined }

/** From when on (in simulated ms) a run is wrong, and the name of the check that says so. */
export type Wrong = { at: number; check: string }

/** A line of it: a moment, or the mark above the first that is wrong. */
export type Row =
  | { kind: 'moment'; at: number; moment: Moment }
  | { kind: 'wrong'; at: number; check: string }

export function diagramOf(trace: Trace, wrong: Wrong | undefined): Diagram {
  const moments = momentsOf(trace)
  return { nodes: trace.plan.nodes, withClients: withClients(moments), moments, wrong }
}

/** What has happened by a moment in simulated ms, that moment included. What is still to come has no row. */
export function rowsUntil({ moments, wrong }: Diagram, until: number): Row[] {
  const rows: Row[] = []
  const mark = wrong !== undefined && wrong.at <= until ? wrong : undefined
  let marked = mark === undefined
  for (const moment of moments) {
    if (moment.at > until) break
    if (!marked && mark !== undefined && moment.at >= mark.at) {
      rows.push({ kind: 'wrong', ...mark })
      marked = true
    }
    rows.push({ kind: 'moment', at: moment.at, moment })
  }
  if (!marked && mark !== undefined) rows.push({ kind: 'wrong', ...mark })
  return rows
}

export type PlayedOptions = Pen & {
  /** The row to begin with, and how many lines to draw at the most. */
  first: number
  height: number
  /** What happened after this moment, in simulated ms, is marked as new. Without it nothing is. */
  since?: number
}

/** The part of a diagram that is in view, below the names of its columns. */
export function playedSpaceTime(diagram: Diagram, rows: Row[], options: PlayedOptions): string[] {
  const { first, height, width, symbols, since = Number.POSITIVE_INFINITY } = options
  const shown = rows.slice(first, first + Math.max(0, height - 1))
  // The latest come first: theirs are the arrows that must not be missing.
  const near = shown.flatMap((row) => (row.kind === 'moment' ? [row.moment] : [])).reverse()
  const grid = gridOf(diagram.nodes, diagram.withClients, near, width)
  const lines = shown.map((row) =>
    row.kind === 'moment' ? momentLine(row.moment, grid, options, row.at > since) : wrongLine(row, options),
  )
  const absent = grid.absent === 0 ? '' : options.paint('quiet', notShown(grid.absent))
  const heading = clip(headingLine(grid, options) + absent, width, symbols.ellipsis)
  return [heading, ...(rows.length === 0 ? [options.paint('quiet', nothingYet)] : lines)].slice(0, height)
}

function wrongLine({ at, check }: Wrong, pen: Pen): string {
  const { paint, symbols, width } = pen
  const line = timeText(at, paint('bad', symbols.failed), pen) + paint('bad', failedFrom(check))
  return clip(line, width, symbols.ellipsis)
}

/** The same part for the ear: a sentence a row. */
export function spokenSpaceTime(
  rows: Row[],
  { first, height, since }: Omit<PlayedOptions, keyof Pen>,
): string[] {
  if (rows.length === 0) return [nothingYet]
  return rows.slice(first, first + height).map((row) => {
    const when = `${since !== undefined && row.at > since ? 'Now, at' : 'At'} ${exactTime(row.at)}`
    if (row.kind === 'wrong') return `${when}: ${failedFrom(row.check)}.`
    const { from, to, text } = row.moment
    const who = from === undefined || to === undefined ? '' : `, ${from} to ${to}`
    return `${when}${who}: ${clean(text).replaceAll('\n', ' ')}.`
  })
}

const failedFrom = (check: string) => `FAILED from here on: ${clean(check)}`
const notShown = (nodes: number) => `  ${nodes} not shown`
const nothingYet = 'No message has arrived yet.'
