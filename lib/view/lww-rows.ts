import type { Mode } from '../check/versions.ts'
import type { Outcome } from '../lww/outcome.ts'
import { schedule } from '../lww/race.ts'
import type { Setting } from '../lww/setting.ts'

/** A moment of the race, and what one replica, or all, came to hold in it under either rule. */
export type LwwRow = { at: number; what: string } & { [mode in Mode]: string }

/** The race as a story: what happens is the same under both rules, what comes of it is not. */
export function lwwRows({ lww, vv }: { [mode in Mode]: Outcome }, { replicas }: Setting): LwwRow[] {
  const both = (say: (outcome: Outcome) => string) => ({ lww: say(lww), vv: say(vv) })
  const rows: LwwRow[] = [{ at: schedule.cutAt, what: 'the replicas are cut off', ...both(() => '') }]
  for (const { name, client, node, takenAt } of lww.writes) {
    const what = `${client} writes ${name} at ${node}: ok`
    rows.push({ at: takenAt, what, ...both((outcome) => heldAt(outcome, node, takenAt)) })
  }
  rows.push({ at: schedule.healAt, what: 'the cut heals, they gossip', ...both(() => '') })
  const agreedAt = Math.max(lww.agreedAt ?? schedule.settledAt, vv.agreedAt ?? schedule.settledAt)
  const all = replicas === 2 ? 'both' : 'all'
  rows.push({ at: agreedAt, what: 'all has been heard of', ...both((outcome) => settledText(outcome, all)) })
  if (vv.resolution !== undefined) {
    const { write } = vv.resolution
    rows.push({
      ...{ at: write.takenAt, what: `${write.client} reads, writes ${write.name}` },
      ...{ lww: 'nothing is left to do', vv: heldAt(vv, write.node, write.takenAt) },
    })
  }
  return rows
}

/** What a replica holds right after a moment. */
function heldAt({ holdings }: Outcome, node: string, at: number): string {
  const names = holdings.findLast((holding) => holding.node === node && holding.at <= at)?.names ?? []
  return `${node}: ${names.length === 0 ? 'nothing' : names.join(' | ')}`
}

function settledText({ settled }: Outcome, all: string): string {
  const texts = Object.entries(settled).map(([node, names]) => ({ node, text: names.join(' | ') }))
  const [first] = texts
  if (texts.every(({ text }) => text === first?.text)) return `${all}: ${first?.text}`
  return texts.map(({ node, text }) => `${node}: ${text}`).join(', ')
}
