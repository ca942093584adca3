import { isClient } from '../protocol/message.ts'
import type { Trace } from '../trace/trace.ts'
import { type Moment, momentsOf } from './moments.ts'
import type { Pen } from './paint.ts'
import { clean, clip, duration, padEnd, padStart } from './text.ts'

export type SpaceTimeOptions = Pen & {
  /** The moment that matters, in simulated milliseconds: where lines are left out, those around it stay. */
  around?: number
  /** How many moments to show at the most. */
  most: number
}

/**
 * A run as a picture: participants side by side, time downward, an arrow for every message at its arrival or loss
 * (Lamport's space-time diagram, turned by a quarter). Long runs are folded, and what was left out is said.
 */
export function spaceTime(trace: Trace, options: SpaceTimeOptions): string[] {
  const moments = momentsOf(trace)
  const { shown, before, after } = window(moments, options)
  const columns = columnsOf(shown, trace.plan.nodes)
  const cell = Math.max(...columns.map((name) => name.length), 3) + 3
  const fitting = columns.slice(0, Math.max(2, Math.floor((options.width - timeWidth - textRoom) / cell)))
  const hidden = columns.length - fitting.length
  const header = ' '.repeat(timeWidth) + fitting.map((name) => padEnd(name, cell)).join('')
  const lines = [options.paint('strong', header.trimEnd())]
  if (before > 0) lines.push(options.paint('quiet', leftOut(before, 'earlier')))
  for (const moment of shown) lines.push(clip(line(moment, fitting, cell, options), options.width, '…'))
  if (after > 0) lines.push(options.paint('quiet', leftOut(after, 'later')))
  if (hidden > 0) lines.push(options.paint('quiet', `${hidden} more of the nodes have no room here.`))
  return lines
}

const timeWidth = 10
/** What the words beside the picture need at the least. */
const textRoom = 30

function window(moments: Moment[], { most, around }: SpaceTimeOptions) {
  if (moments.length <= most) return { shown: moments, before: 0, after: 0 }
  const centre = around === undefined ? 0 : moments.findIndex(({ at }) => at >= around)
  const wanted = (centre === -1 ? moments.length : centre) - Math.floor(most / 2)
  const start = Math.max(0, Math.min(wanted, moments.length - most))
  return { shown: moments.slice(start, start + most), before: start, after: moments.length - start - most }
}

/** Clients first, then nodes in their order; only those who take part in what is shown. */
function columnsOf(moments: Moment[], nodes: string[]): string[] {
  const present = new Set(moments.flatMap(({ from, to }) => [from, to]).filter((name) => name !== undefined))
  const clients = [...present].filter(isClient).sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))
  return [...clients, ...nodes.filter((node) => present.has(node))]
}

function line(moment: Moment, columns: string[], cell: number, { paint, symbols }: SpaceTimeOptions): string {
  const time = padStart(duration(moment.at), timeWidth - 2)
  const picture = arrow(moment, columns, cell, symbols.arrowRight !== undefined)
  const tone = moment.mark === 'loss' ? 'bad' : moment.mark === 'arrival' ? undefined : 'warn'
  const text = clean(moment.text).replaceAll('\n', ' ')
  return `${paint('quiet', time)}  ${picture} ${tone === undefined ? text : paint(tone, text)}`
}
