import type { Json } from '../protocol/message.ts'
import { carries } from '../trace/facts.ts'
import { cutsOf, lastHeal } from './cuts.ts'
import { whatBecameOf } from './explain.ts'
import { type Finding, holds } from './finding.ts'
import type { Brought } from './lww-entries.ts'
import { compareEntries, entryText } from './lww-order.ts'
import { causeOf, origin, Showing } from './lww-shown.ts'
import type { Run } from './run.ts'
import { count, names, show, time } from './words.ts'

/** So long after the last change, or the last heal, every node holds the entry of each key that wins, and keeps it. */
export function allHoldTheLatest(run: Run, withinMs: number): Finding {
  const { trace, facts } = run
  const showing = new Showing(run)
  const { all, keys } = showing.entries
  const changedAt = Math.max(0, ...all.map(({ answered }) => answered.at))
  const healedAt = lastHeal(cutsOf(run)) ?? 0
  const deadline = Math.max(changedAt, healedAt) + withinMs
  if (trace.plan.until < deadline) return { kind: 'idle', why: endsBefore }
  const dueAt = trace.events.find(({ at }) => at > deadline) ?? { id: trace.events.length }
  const wrong = keys.flatMap((key) => {
    const [winner] = showing.entries.ofKey(key).sort((a, b) => compareEntries(b.entry, a.entry))
    if (winner === undefined) return []
    const others = trace.plan.nodes.filter((node) =>
      [dueAt, { id: trace.events.length }].some((when) => showing.at(node, key, when) !== winner),
    )
    return others.length === 0 ? [] : [{ key, winner, others }]
  })
  const [first] = wrong
  if (first === undefined) return all.length === 0 ? { kind: 'idle', why: nothingTaken } : holds
  const { key, winner, others } = first
  const since = healedAt > changedAt ? 'the last partition healed' : 'the last change was acknowledged'
  const held = new Map<string, string[]>()
  for (const node of others) {
    const text = heldBy(showing.at(node, key, dueAt) ?? showing.at(node, key, { id: trace.events.length }))
    held.set(text, [...(held.get(text) ?? []), node])
  }
  const instead = [...held].map(
    ([text, nodes]) => `${names(nodes)} ${nodes.length === 1 ? 'holds' : 'hold'} ${text}`,
  )
  const likewise = wrong.length === 1 ? '' : ` (And ${count(wrong.length - 1, 'other key')} likewise.)`
  return {
    kind: 'fails',
    at: deadline,
    message: `${time(withinMs)} after ${since}, at ${time(deadline)}, every node should hold ${show(key)} as ${entryText(winner.entry)}, which wins over all others; ${instead.join('; ')}.${likewise}`,
    chain: [origin(winner), ...explain({ trace, facts }, showing, winner, others[0] ?? '')],
  }
}

function heldBy(brought: Brought | undefined): string {
  return brought === undefined ? 'nothing' : entryText(brought.entry)
}

/** What became of the winner on its way to a node that does not hold it. */
function explain(run: Run, showing: Showing, winner: Brought, node: string): string[] {
  const { key } = winner
  const shown = showing.of(node, key)
  const place = shown.findLastIndex(({ brought }) => brought === winner)
  const [once, next] = [shown[place], shown[place + 1]]
  if (once !== undefined && next !== undefined) {
    return [
      `${node} held it from ${time(once.from.at)} on, and put ${entryText(next.brought.entry)} in its place at ${time(next.from.at)}.`,
      ...causeOf(run, next.from),
    ]
  }
  const mark = markOf(winner.entry.value)
  if (mark === undefined || node === winner.at) return [`${node} never held it.`]
  const sends = run.facts.serverMessages.filter(
    ({ event }) => event.dest === node && carries(event.body, mark),
  )
  const last = sends.at(-1)
  if (last !== undefined) return [whatBecameOf(last, mark, sends.length)]
  const holders = run.trace.plan.nodes.filter(
    (other) => other !== node && showing.at(other, key, atEnd(run)) === winner,
  )
  return [`No message with it was ever sent to ${node}; at the end ${names(holders)} held it.`]
}

function atEnd({ trace }: Run): { id: number } {
  return { id: trace.events.length }
}

/** A part of a value by which a message that carries it is known; none in what may stand for something else. */
export function markOf(value: Json): number | string | undefined {
  if (typeof value === 'number') return Math.abs(value) >= 1000 ? value : undefined
  if (typeof value === 'string') return value.length >= 4 ? value : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const part of Object.values(value)) {
    const mark = markOf(part)
    if (mark !== undefined) return mark
  }
  return undefined
}

const endsBefore = 'Not judged: the run ends before all need to agree.'
const nothingTaken = 'Not judged: no write and no "kv_merge" was acknowledged.'
