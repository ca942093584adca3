import { carries, type Sent } from '../../trace/facts.ts'
import { markOf } from '../lww-converged.ts'
import type { Brought } from '../lww-entries.ts'
import { compareEntries } from '../lww-order.ts'
import { origin, Showing } from '../lww-shown.ts'
import type { Run } from '../run.ts'
import { names, time } from '../words.ts'

/** Entries that clients gave by `kv_merge` stayed where they were given, and what clients wrote went everywhere. */
export function tellsOnlyWrites(run: Run): string | undefined {
  if (run.trace.end.kind !== 'finished') return undefined
  const showing = new Showing(run)
  const end = { id: run.trace.events.length }
  const winners = winnersIn(run, showing)
  const merged = winners.filter(({ isMerged }) => isMerged)
  const written = winners.filter(({ isMerged }) => !isMerged)
  // What its own node did not keep, it had not to tell.
  const stayed = merged.find(
    ({ winner, missing }) => missing.length > 0 && showing.at(winner.at, winner.key, end) === winner,
  )
  if (stayed === undefined || merged.some(({ reached }) => reached.length > 0)) return undefined
  if (written.length === 0 || written.some(({ reached }) => reached.length === 0)) return undefined
  return `${origin(stayed.winner)} ${names(stayed.missing)} never came to hold it, though it wins over all others there. Writes went further.`
}

/** Of all keys only those that every plain object treats in a way of its own never reached another node. */
export function losesKeysOnTheWay(run: Run): string | undefined {
  if (run.trace.end.kind !== 'finished') return undefined
  const showing = new Showing(run)
  const end = { id: run.trace.events.length }
  const winners = winnersIn(run, showing)
  const lost = winners.filter(({ missing }) => missing.length > 0)
  const [first] = lost
  if (first === undefined || lost.length === winners.length) return undefined
  const isLostOnTheWay = ({ winner, reached }: Winner) =>
    reached.length === 0 &&
    winner.key in Object.prototype &&
    // What its own node did not keep was lost before.
    showing.at(winner.at, winner.key, end) === winner
  if (!lost.every(isLostOnTheWay)) return undefined
  return `${origin(first.winner)} ${names(first.missing)} never came to hold it. Entries of keys with other names went everywhere.`
}

/** What a node lacks in the end was sent to it in messages that were dropped, and after that by nobody again. */
export function tellsOnce(run: Run): string | undefined {
  if (run.trace.end.kind !== 'finished') return undefined
  const showing = new Showing(run)
  const end = { id: run.trace.events.length }
  for (const { winner, missing } of winnersIn(run, showing)) {
    const mark = markOf(winner.entry.value)
    for (const node of mark === undefined ? [] : missing) {
      const sends = run.facts.serverMessages.filter(
        ({ event }) => event.dest === node && carries(event.body, mark as string),
      )
      const last = sends.at(-1)
      const drop = last?.drops[0]
      if (last === undefined || drop === undefined || !sends.every(isDropped)) continue
      // Who no longer holds it has nothing to send.
      if (showing.at(last.event.src, winner.key, end) !== winner) continue
      if (run.trace.plan.until - last.event.at < longSilentMs) continue
      const how = drop.by === undefined ? 'the network lost it' : `the partition "${drop.by}" dropped it`
      return `${origin(winner)} ${last.event.src} sent it to ${node} at ${time(last.event.at)}, and ${how}. Nobody sent it to ${node} again until the end, ${time(run.trace.plan.until)}.`
    }
  }
  return undefined
}

/** Who repairs at all has tried again within this time. */
const longSilentMs = 4000

function isDropped({ deliveries, drops }: Sent): boolean {
  return deliveries.length === 0 && drops.some(({ reason }) => reason === 'loss' || reason === 'cut')
}

/** For each key the entry that wins, the nodes that show another one at the end, and those that a message taught it. */
type Winner = { winner: Brought; isMerged: boolean; missing: string[]; reached: string[] }

function winnersIn(run: Run, showing: Showing): Winner[] {
  const end = { id: run.trace.events.length }
  return showing.entries.keys.flatMap((key): Winner[] => {
    const [winner] = showing.entries.ofKey(key).sort((a, b) => compareEntries(b.entry, a.entry))
    if (winner === undefined) return []
    const others = run.trace.plan.nodes.filter((node) => node !== winner.at)
    const missing = others.filter((node) => showing.at(node, key, end) !== winner)
    const reached = others.filter((node) => showing.of(node, key).some(({ brought }) => brought === winner))
    return [{ winner, isMerged: winner.operation.request.type === 'kv_merge', missing, reached }]
  })
}
