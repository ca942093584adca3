import { isClient } from '../protocol/message.ts'
import type { Moment } from './moments.ts'
import type { Tone } from './paint.ts'
import type { Pen } from './report-text.ts'
import type { Symbols } from './symbols.ts'
import { clean, clip, duration, padEnd, padStart } from './text.ts'

/** Who has a column of a space-time diagram, and how wide one is. */
export type Grid = { columns: string[]; cell: number; absent: number }

/**
 * Clients first, then all nodes in their order; where those have no room, first of all the ones that take part in
 * `near`, beginning with its first moments.
 */
export function gridOf(nodes: string[], withClients: boolean, near: Moment[], width: number): Grid {
  const room = width - timeWidth - Math.min(textRoom, Math.floor((width - timeWidth) / 2))
  const all = withClients ? [clients, ...nodes] : nodes
  for (const gap of gaps) if (all.length * cellOf(all, gap) <= room) return grid(all, nodes, gap)
  const [, tight] = gaps
  const chosen = new Set<string>()
  for (const name of [...near.flatMap(({ from, to }) => [columnOf(from), columnOf(to)]), ...all]) {
    if (name === undefined || !all.includes(name)) continue
    const more = [...new Set([...chosen, name])]
    if (more.length > 2 && more.length * cellOf(more, tight) > room) break
    chosen.add(name)
  }
  const columns = all.filter((name) => chosen.has(name))
  return grid(columns, nodes, columns.length * cellOf(columns, gaps[0]) <= room ? gaps[0] : tight)
}

/** Whether anything of it has to do with a client. */
export function withClients(moments: Moment[]): boolean {
  return moments.some(({ from, to }) => columnOf(from) === clients || columnOf(to) === clients)
}

/** Clients share a column: which one it was matters little, and a workload may have hundreds. */
const clients = 'c*'

function columnOf(name: string | undefined): string | undefined {
  return name !== undefined && isClient(name) ? clients : name
}

function grid(columns: string[], nodes: string[], gap: number): Grid {
  const absent = nodes.filter((node) => !columns.includes(node)).length
  return { columns, cell: cellOf(columns, gap), absent }
}

function cellOf(columns: string[], gap: number): number {
  return Math.max(...columns.map((name) => name.length)) + gap
}

/** Between the names of two columns: for comfort, and where there is little room. */
const gaps = [3, 1] as const
export const timeWidth = 10
/** What the words beside the picture need, where the picture can spare it. */
const textRoom = 30

export function headingLine({ columns, cell }: Grid, { paint }: Pen): string {
  const names = ' '.repeat(timeWidth) + columns.map((name) => padEnd(name, cell)).join('')
  return paint('strong', names.trimEnd())
}

/** `fresh`: it has happened just now. */
export function momentLine(moment: Moment, grid: Grid, pen: Pen, fresh = false): string {
  const { paint, symbols, width } = pen
  const picture = draw(moment, grid, symbols)
  const text = whoText(moment, grid, symbols) + clean(moment.text).replaceAll('\n', ' ')
  const words = moment.mark === 'arrival' ? text : paint(toneOf(moment), text)
  return clip(
    timeText(moment.at, fresh ? paint('fresh', symbols.pointer) : '', pen) + picture + words,
    width,
    symbols.ellipsis,
  )
}

/** When it was, behind a sign where there is one; a long time does not crowd it. */
export function timeText(at: number, sign: string, { paint }: Pen): string {
  const time = exactTime(at)
  const text = time.length < timeWidth - 3 ? `${padStart(time, timeWidth - 3)}  ` : ` ${time} `
  return sign === '' ? paint('quiet', ` ${text}`) : sign + text
}

/** Later than a second, too, moments a few milliseconds apart are told apart. */
export function exactTime(ms: number): string {
  return ms < 1000 ? duration(ms) : `${(ms / 1000).toFixed(ms < 10_000 ? 3 : 2)} s`
}

function toneOf({ mark }: Moment): Tone {
  return mark === 'loss' ? 'bad' : 'warn'
}

/** Names both ends of an arrow that cannot be drawn whole. */
function whoText({ from, to }: Moment, { columns }: Grid, { arrows }: Symbols): string {
  if (from === undefined || to === undefined) return ''
  const drawn = [from, to].every((name) => columns.includes(columnOf(name) ?? ''))
  return drawn ? '' : `${from}${arrows.right}${to} `
}

/** An upright for everybody, crossed by the arrow: "│  •──→  │", or "•─✗   │" where it never arrives. */
function draw({ from, to, mark }: Moment, { columns, cell }: Grid, symbols: Symbols): string {
  const { axis, bullet, failed, arrows } = symbols
  const row = Array.from({ length: columns.length * cell }, (_, index) =>
    index % cell === 0 ? axis.upright : ' ',
  )
  if (mark === 'network') return row.map((sign) => (sign === ' ' ? axis.along : sign)).join('')
  const end = to === undefined ? -1 : columns.indexOf(columnOf(to) ?? '') * cell
  const start = from === undefined ? -1 : columns.indexOf(columnOf(from) ?? '') * cell
  if (start >= 0 && end >= 0 && start !== end) {
    const step = Math.sign(end - start)
    for (let place = start + step; place !== end; place += step) row[place] = axis.along
    row[start] = bullet
    if (mark === 'arrival') row[end] = step > 0 ? arrows.right : arrows.left
    // It stops before the receiver, who never saw it.
    else row[end - step] = failed
  } else if (end >= 0) row[end] = bullet
  else if (start >= 0) row[start] = bullet
  return row.join('')
}
