import { isClient } from '../protocol/message.ts'
import type { Trace } from '../trace/trace.ts'
import { type Moment, momentsOf } from './moments.ts'
import type { Tone } from './paint.ts'
import type { Pen } from './report-text.ts'
import type { Symbols } from './symbols.ts'
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
  const { paint, width, symbols } = options
  const parts = fold(momentsOf(trace), options)
  const shown = parts.flatMap((part) => (part.kind === 'shown' ? part.moments : []))
  const columns = columnsOf(shown, trace.plan.nodes, roomFor(width))
  const cell = cellOf(columns)
  const header = ' '.repeat(timeWidth) + columns.map((name) => padEnd(name, cell)).join('')
  const lines = [paint('strong', header.trimEnd())]
  for (const part of parts) {
    if (part.kind === 'folded') lines.push(paint('quiet', leftOut(part.count)))
    else
      for (const moment of part.moments)
        lines.push(clip(line(moment, columns, cell, options), width, symbols.ellipsis))
  }
  const absent = trace.plan.nodes.filter((node) => !columns.includes(node)).length
  if (absent > 0) lines.push(paint('quiet', hasNoRoom(absent)))
  return lines
}

type Part = { kind: 'shown'; moments: Moment[] } | { kind: 'folded'; count: number }

/** All of it where it fits; else the beginning, and what is around the moment that matters. */
function fold(moments: Moment[], { most, around }: SpaceTimeOptions): Part[] {
  if (moments.length <= most) return [{ kind: 'shown', moments }]
  const opening = Math.ceil(most / 3)
  const rest = most - opening
  const found = around === undefined ? opening : moments.findIndex(({ at }) => at >= around)
  const centre = found === -1 ? moments.length : found
  const start = Math.max(opening, Math.min(centre - Math.floor(rest / 2), moments.length - rest))
  const parts: Part[] = [
    { kind: 'shown', moments: moments.slice(0, opening) },
    { kind: 'folded', count: start - opening },
    { kind: 'shown', moments: moments.slice(start, start + rest) },
    { kind: 'folded', count: moments.length - start - rest },
  ]
  return parts.filter((part) => part.kind === 'shown' || part.count > 0)
}

/** Clients share a column: which one it was matters little, and a workload may have hundreds. */
const clients = 'c*'

/** Clients first, then all nodes in their order, or where those have no room, the ones that take part in what is shown. */
function columnsOf(moments: Moment[], nodes: string[], room: number): string[] {
  const present = new Set(moments.flatMap(({ from, to }) => [columnOf(from), columnOf(to)]))
  const before = present.has(clients) ? [clients] : []
  const all = [...before, ...nodes]
  const fits = (columns: string[]) => columns.length * cellOf(columns) <= room
  if (fits(all)) return all
  const taking = [...before, ...nodes.filter((node) => present.has(node))]
  while (taking.length > 2 && !fits(taking)) taking.pop()
  return taking
}

function columnOf(name: string | undefined): string | undefined {
  return name !== undefined && isClient(name) ? clients : name
}

function cellOf(columns: string[]): number {
  return Math.max(...columns.map((name) => name.length)) + 3
}

function roomFor(width: number): number {
  return width - timeWidth - textRoom
}

const timeWidth = 10
/** What the words beside the picture need at the least. */
const textRoom = 30

function line(moment: Moment, columns: string[], cell: number, { paint, symbols }: SpaceTimeOptions): string {
  const time = padStart(duration(moment.at), timeWidth - 2)
  const picture = draw(moment, columns, cell, symbols)
  const text = clean(moment.text).replaceAll('\n', ' ')
  return `${paint('quiet', time)}  ${picture}${moment.mark === 'arrival' ? text : paint(toneOf(moment), text)}`
}

function toneOf({ mark }: Moment): Tone {
  return mark === 'loss' ? 'bad' : 'warn'
}

/** An upright for everybody, crossed by the arrow: "│  •──→  │", or "•─✗   │" where it never arrives. */
function draw({ from, to, mark }: Moment, columns: string[], cell: number, symbols: Symbols): string {
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

function leftOut(count: number): string {
  return `${' '.repeat(timeWidth)}… ${count} more`
}

function hasNoRoom(count: number): string {
  return count === 1 ? 'One node is not shown.' : `${count} nodes are not shown.`
}
