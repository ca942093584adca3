import type { Fault } from '../trace/plan.ts'
import { oneWay } from './partitions.ts'

/**
 * In each phase only those of one group hear each other, and who is in no group hears nobody. Phases follow each
 * other without a gap, each `eachMs` long, the first from time 0; after the last one everybody hears everybody.
 */
export function meetings(nodes: readonly string[], phases: string[][][], eachMs: number): Fault[] {
  return phases.map((groups, phase): Fault => {
    const links = nodes.flatMap((node) => {
      const group = groups.find((members) => members.includes(node)) ?? [node]
      return oneWay(
        [node],
        nodes.filter((other) => !group.includes(other)),
      )
    })
    const met = groups.filter(({ length }) => length > 1).map((members) => members.join(' and '))
    const name = met.length === 0 ? 'nobody meets' : `only ${met.join(', ')} meet`
    return { kind: 'partition', name, from: phase * eachMs, to: (phase + 1) * eachMs, links }
  })
}

/** Every two of them, as phases in which only these two meet. */
export function pairs(nodes: readonly string[]): string[][][] {
  return nodes.flatMap((one, place) => nodes.slice(place + 1).map((other) => [[one, other]]))
}
