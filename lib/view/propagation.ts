import stringWidth from 'string-width'
import { type Paint, plain } from './paint.ts'
import { heatMap } from './propagation-heat.ts'
import { tableOf } from './propagation-table.ts'
import { knowledgeAt, type Spread, sendsUntil, valuesAt } from './spread.ts'
import { type Symbols, unicodeSymbols } from './symbols.ts'
import { clean, clip, count, duration } from './text.ts'

export type PropagationOptions = {
  /** Columns and lines to draw in; there are never more. */
  width: number
  height: number
  paint?: Paint
  symbols?: Symbols
  /** What was learned after this moment, in simulated ms, is marked as new. Without it nothing is. */
  since?: number
}

/** What the parts of the view need to draw with. */
export type Canvas = { width: number; height: number; paint: Paint; symbols: Symbols; since: number }

/** More nodes than this are shown by shade: a table of them is no longer read, only scrolled. */
const mostRows = 40

/**
 * The state of a run at simulated moment `at`: which node knows which value, since when and from whom. Many nodes,
 * or little room, make it a map of shades above the curve of how much is known.
 */
export function propagation(spread: Spread, at: number, options: PropagationOptions): string[] {
  const { width, height, paint = plain, symbols = unicodeSymbols, since = Number.POSITIVE_INFINITY } = options
  const canvas: Canvas = { width, height: height - 1, paint, symbols, since }
  const title = headline(spread, at, symbols, width)
  const lines = [paint('strong', title), ...body(spread, at, canvas)]
  return lines.slice(0, Math.max(0, height)).map((line) => clip(line, width, symbols.ellipsis))
}

function body(spread: Spread, at: number, canvas: Canvas): string[] {
  if (spread.values.length === 0) return [noValues]
  const table = spread.nodes.length <= mostRows ? tableOf(spread, at, canvas) : undefined
  return table ?? heatMap(spread, at, canvas)
}

/** The same state in one line, without the parts that have no room: what a screen reader says instead of the table. */
export function headline(
  spread: Spread,
  at: number,
  { separator }: Symbols,
  width = Number.POSITIVE_INFINITY,
): string {
  const cuts = spread.cuts.filter(({ from, to }) => from <= at && at < to).map(({ name }) => [`cut: ${name}`])
  // Each part in the wordings it may have, the fullest first.
  const parts = [whoKnows(spread, at), ...cuts, [count(sendsUntil(spread, at), 'message')]]
  return parts.reduce(
    (line, wordings) => {
      const longer = wordings.map((wording) => `${line}${separator}${wording}`)
      return longer.find((candidate) => stringWidth(candidate) <= width) ?? line
    },
    `at ${duration(Math.round(at))}`,
  )
}

function whoKnows(spread: Spread, at: number): string[] {
  const { nodes, values } = spread
  const begun = valuesAt(spread, at)
  const [only] = values
  if (only === undefined) return []
  if (begun.length === 0) return [nothingYet]
  const share = `${nodes.filter((node) => begun.every((value) => knowledgeAt(value, node, at))).length} of`
  const known =
    values.length === 1
      ? clean(JSON.stringify(only.value))
      : `all ${begun.length} values${begun.length < values.length ? ' so far' : ''}`
  const verb = nodes.length === 1 ? 'knows' : 'know'
  return [`${share} ${count(nodes.length, 'node')} ${verb} ${known}`, `${share} ${nodes.length} ${verb} all`]
}

const noValues = 'No client wrote a value in this run, so there is nothing to spread.'
const nothingYet = 'no value written yet'
