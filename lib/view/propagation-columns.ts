import stringWidth from 'string-width'
import type { Tone } from './paint.ts'
import type { Canvas } from './propagation.ts'
import {
  hasForgotten,
  type Knowledge,
  knowledgeAt,
  lastMoment,
  type Spread,
  type SpreadValue,
  stateAt,
} from './spread.ts'
import { clean, clip, duration, figure, padStart } from './text.ts'

/** A column of the table. Its width does not depend on the moment shown, so that nothing jumps as time passes. */
export type Column = {
  heading: string
  width: number
  align: 'left' | 'right'
  cell(node: string): { text: string; tone?: Tone }
}

export function nodeColumn(spread: Spread, at: number): Column {
  const troubled = (node: string) => (spread.health.get(node) ?? []).map(({ state }) => `${node} ${state}`)
  return {
    heading: 'node',
    width: widest(['node', ...spread.nodes, ...spread.nodes.flatMap(troubled)]),
    align: 'left',
    cell(node) {
      const state = stateAt(spread, node, at)
      return state === 'up' ? { text: node } : { text: `${node} ${state}`, tone: 'bad' }
    },
  }
}

/** For a run with many values: how long after its broadcast each node learned this one. */
export function valueColumn(value: SpreadValue, at: number, canvas: Canvas): Column {
  const heading = clip(clean(JSON.stringify(value.value)), 8, canvas.symbols.ellipsis)
  const texts = stretches(value).map((known) => delay(value, known))
  return {
    // The last character of a cell is its mark.
    heading: `${heading} `,
    width: widest([heading, canvas.symbols.failed, ...texts]) + 1,
    align: 'right',
    cell(node) {
      const known = knowledgeAt(value, node, at)
      return known ? marked(delay(value, known), known, canvas) : missing(value, node, at, canvas)
    },
  }
}

/** For a run with one value: when each node learned it, over how many hops, from whom. */
export function journeyColumns(value: SpreadValue, at: number, canvas: Canvas): Column[] {
  const known = (node: string) => knowledgeAt(value, node, at)
  const elapsed = (knowledge: Knowledge) => duration(sinceWritten(value, knowledge))
  return [
    {
      heading: 'after ',
      width: widest(['after', ...stretches(value).map(elapsed)]) + 1,
      align: 'right',
      cell(node) {
        const knowledge = known(node)
        return knowledge ? marked(elapsed(knowledge), knowledge, canvas) : missing(value, node, at, canvas)
      },
    },
    {
      heading: 'hops',
      width: 4,
      align: 'right',
      cell: (node) => ({ text: String(known(node)?.hops ?? '') }),
    },
    {
      heading: 'from',
      width: widest(['from', ...stretches(value).map(({ source }) => source ?? '')]),
      align: 'left',
      cell: (node) => ({ text: known(node)?.source ?? '' }),
    },
  ]
}

/** A line of time for each node, drawn up to the moment shown: where it is solid the node knew the value. */
export function timeColumn(
  spread: Spread,
  value: SpreadValue,
  at: number,
  width: number,
  canvas: Canvas,
): Column {
  const { symbols } = canvas
  const start = value.written?.at ?? 0
  const length = Math.max(1, lastMoment(spread) - start)
  const scale = `0 ms${padStart(duration(Math.round(length)), width - 4)}`
  return {
    heading: scale,
    width,
    align: 'left',
    cell(node) {
      let text = ''
      for (let column = 0; column < width; column++) {
        const time = start + (column / (width - 1)) * length
        if (time > at) break
        text += knowledgeAt(value, node, time) ? symbols.span : symbols.nothing
      }
      return { text, tone: 'accent' }
    },
  }
}

function marked(
  text: string,
  { from }: Knowledge,
  { since, symbols }: Canvas,
): { text: string; tone?: Tone } {
  return from > since ? { text: `${text}${symbols.fresh}`, tone: 'fresh' } : { text: `${text} ` }
}

function missing(
  value: SpreadValue,
  node: string,
  at: number,
  { symbols }: Canvas,
): { text: string; tone: Tone } {
  return hasForgotten(value, node, at)
    ? { text: `${symbols.failed} `, tone: 'bad' }
    : { text: `${symbols.nothing} `, tone: 'quiet' }
}

/** Milliseconds without their unit, to be narrow; the table says what they are. */
function delay(value: SpreadValue, knowledge: Knowledge): string {
  return figure(sinceWritten(value, knowledge)).replaceAll(',', '')
}

function sinceWritten({ written }: SpreadValue, { from }: Knowledge): number {
  return Math.round(from - (written?.at ?? 0))
}

function stretches({ knowledge }: SpreadValue): Knowledge[] {
  return [...knowledge.values()].flat()
}

function widest(texts: string[]): number {
  return Math.max(...texts.map((text) => stringWidth(text)))
}
