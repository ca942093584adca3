import type { Mode } from '../check/versions.ts'
import type { Demo } from './demo.ts'
import type { Holding, Outcome, Told } from './outcome.ts'
import { schedule } from './race.ts'

type Both<T> = { [mode in Mode]: T }

/** What each replica holds: the names of the values. */
export type Held = { [node: string]: string[] }

/** One thing that happens in the race, at a simulated millisecond, and what is held under either rule around it. */
export type Step = { at: number; before: Both<Held>; held: Both<Held> } & Happening

type Happening =
  /** `end`: all is told, and can be looked back on. */
  | { kind: 'begin' | 'cut' | 'heal' | 'read' | 'end' }
  | { kind: 'write'; write: Both<Told> }
  /** A replica comes to hold something else, though no client has written there. `news`: what it had not held. */
  | { kind: 'hear'; node: string; news: string[] }
  /** The write of a client that had read all siblings; there are none where the last writer wins. */
  | { kind: 'settle'; write: Told }

/** The race as a story, one step at a time, the same for both rules. */
export function stepsOf({ outcomes }: Demo): Step[] {
  const { lww, vv } = outcomes
  const happenings: (Happening & { at: number })[] = [
    { kind: 'begin', at: 0 },
    { kind: 'cut', at: schedule.cutAt },
    ...lww.writes.flatMap((write, index) => {
      const other = vv.writes[index]
      return other === undefined
        ? []
        : [{ kind: 'write' as const, at: write.takenAt, write: { lww: write, vv: other } }]
    }),
    { kind: 'heal', at: schedule.healAt },
    ...hearings(outcomes),
    { kind: 'read', at: schedule.settledAt },
    ...(vv.resolution === undefined
      ? []
      : [{ kind: 'settle' as const, at: vv.resolution.write.takenAt, write: vv.resolution.write }]),
    { kind: 'end', at: schedule.endsAt },
  ]
  let before = heldIn(outcomes, -1)
  return happenings
    .sort((one, other) => one.at - other.at)
    .map((happening) => {
      const step: Step = { ...happening, before, held: heldIn(outcomes, happening.at) }
      before = step.held
      return step
    })
}

/** Under whichever rule; what a replica came to hold by a client's write is no hearing. */
function hearings({ lww, vv }: Both<Outcome>): (Extract<Happening, { kind: 'hear' }> & { at: number })[] {
  const place = ({ node, at }: Pick<Holding, 'node' | 'at'>) => `${node} ${at}`
  const written = new Set(
    [...lww.writes, ...vv.writes, ...(vv.resolution ? [vv.resolution.write] : [])].map(
      ({ node, takenAt: at }) => place({ node, at }),
    ),
  )
  const changes = [...lww.holdings, ...vv.holdings].filter((holding) => !written.has(place(holding)))
  return [...new Map(changes.map((change) => [place(change), change])).values()].map(({ node, at }) => {
    const news = [lww, vv].flatMap(({ holdings }) => newIn(holdings, node, at))
    return { kind: 'hear', at, node, news: [...new Set(news)].sort() }
  })
}

function newIn(holdings: Holding[], node: string, at: number): string[] {
  const its = holdings.filter((holding) => holding.node === node)
  const index = its.findIndex((holding) => holding.at === at)
  const had = its[index - 1]?.names ?? []
  return (its[index]?.names ?? []).filter((name) => !had.includes(name))
}

function heldIn({ lww, vv }: Both<Outcome>, at: number): Both<Held> {
  const held = ({ settled, holdings }: Outcome): Held =>
    Object.fromEntries(
      Object.keys(settled).map((node) => [
        node,
        holdings.findLast((holding) => holding.node === node && holding.at <= at)?.names ?? [],
      ]),
    )
  return { lww: held(lww), vv: held(vv) }
}
