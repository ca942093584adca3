import type { Links } from '../trace/event.ts'
import type { Run } from './run.ts'

/** A partition as it happened: half-open, and without end (`to` is infinite) when the run ended before it healed. */
export type Cut = { name: string; from: number; to: number; links: ReadonlySet<string> }

/** The partitions of a run, in the order they began. */
export function cutsOf({ trace }: Run): Cut[] {
  const cuts: Cut[] = []
  for (const event of trace.events) {
    if (event.kind === 'cut') {
      const { name, at, links } = event
      cuts.push({ name, from: at, to: Number.POSITIVE_INFINITY, links: linkNames(links) })
    } else if (event.kind === 'heal') {
      const open = cuts.find(({ name, to }) => name === event.name && to === Number.POSITIVE_INFINITY)
      if (open !== undefined) open.to = event.at
    }
  }
  return cuts
}

/** A partition that stands at this moment, wherever it cuts. */
export function standingAt(cuts: readonly Cut[], at: number): Cut | undefined {
  return cuts.find(({ from, to }) => from <= at && at < to)
}

/** The partition that keeps a message sent now on this link from leaving. */
export function cutOn(cuts: readonly Cut[], src: string, dest: string, at: number): Cut | undefined {
  return cuts.find(({ from, to, links }) => from <= at && at < to && links.has(`${src}>${dest}`))
}

/** When the last partition healed; undefined when there was none, or one never did. */
export function lastHeal(cuts: readonly Cut[]): number | undefined {
  const last = Math.max(...cuts.map(({ to }) => to))
  return Number.isFinite(last) ? last : undefined
}

function linkNames(links: Links): Set<string> {
  return new Set(links.flatMap(({ from, to }) => from.flatMap((src) => to.map((dest) => `${src}>${dest}`))))
}
