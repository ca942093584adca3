import type { Trace } from '../trace/trace.ts'
import { type Moment, momentsOf } from './moments.ts'
import type { Pen } from './report-text.ts'
import { gridOf, headingLine, momentLine, timeWidth, withClients } from './space-time-row.ts'
import { count, hang } from './text.ts'

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
  const { paint, width, around } = options
  const parts = fold(momentsOf(trace), options)
  const shown = parts.flatMap((part) => (part.kind === 'shown' ? part.moments : []))
  const near = around === undefined ? shown : shown.toSorted(byDistanceTo(around))
  const grid = gridOf(trace.plan.nodes, withClients(shown), near, width)
  const lines = [...networkLines(trace.plan, width), headingLine(grid, options)]
  for (const part of parts) {
    if (part.kind === 'folded') lines.push(paint('quiet', leftOut(part.count)))
    else for (const moment of part.moments) lines.push(momentLine(moment, grid, options))
  }
  if (grid.absent > 0) lines.push(paint('quiet', hasNoRoom(grid.absent)))
  return lines
}

function byDistanceTo(at: number): (one: Moment, two: Moment) => number {
  return (one, two) => Math.abs(one.at - at) - Math.abs(two.at - at)
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

/** Who has whom for a neighbour, edge by edge where there are few. */
function networkLines({ nodes, topology }: Trace['plan'], width: number): string[] {
  if (topology === undefined || nodes.length === 1) return []
  const size = count(nodes.length, 'node')
  const edges = Object.entries(topology).flatMap(([node, others]) =>
    // An edge is said once, even where only one of its ends knows of it.
    others.flatMap((other) => (node < other || !topology[other]?.includes(node) ? [`${node}-${other}`] : [])),
  )
  const network = edges.length <= mostEdges ? edges.join(', ') : `${size}, ${edges.length} edges`
  return hang('Network: ', edges.length === 0 ? `${size}, nobody has a neighbour` : network, width)
}

const mostEdges = 12

function leftOut(count: number): string {
  return `${' '.repeat(timeWidth)}… ${count} more`
}

function hasNoRoom(absent: number): string {
  return absent === 1 ? 'One node is not shown.' : `${absent} nodes are not shown.`
}
