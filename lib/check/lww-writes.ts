import type { TraceEvent } from '../trace/event.ts'
import { type Finding, holds } from './finding.ts'
import type { Brought } from './lww-entries.ts'
import { compareEntries, entryText, whyItWins } from './lww-order.ts'
import { causeOf, origin, Showing, type Shown } from './lww-shown.ts'
import type { Run } from './run.ts'
import { show, time } from './words.ts'

/**
 * A write that does not win over what its node had seen: an earlier write of its own, or what it showed. `isHeld` when
 * the node showed it as the write arrived.
 */
export type Beaten = {
  write: Brought
  by: Brought
  isOwn: boolean
  isHeld: boolean
  shown: Shown | undefined
}

export function beatenWrites(showing: Showing): Beaten[] {
  const { all } = showing.entries
  return all.flatMap((write, place): Beaten[] => {
    if (write.operation.request.type !== 'write') return []
    const { at, key, answered, arrival } = write
    // Those in hand at the same time have no order.
    const own = all.slice(0, place).filter((e) => e.at === at && e.key === key && e.answered.id < arrival.id)
    const shown = showing
      .of(at, key)
      .filter(({ brought, from }) => brought !== write && from.id < answered.id)
    const held = showing.at(at, key, arrival)
    const candidates = [
      ...own.map((by) => ({ by, isOwn: by.operation.request.type === 'write', shown: undefined })),
      ...shown.map((seen) => ({ by: seen.brought, isOwn: false, shown: seen })),
    ].map((seen) => ({ ...seen, write, isHeld: seen.by === held }))
    const [worst] = candidates
      .filter(({ by }) => compareEntries(write.entry, by.entry) <= 0)
      .sort((a, b) => compareEntries(b.by.entry, a.by.entry))
    return worst === undefined ? [] : [worst]
  })
}

/** A write wins over all that its node has seen of that key, and is shown there as soon as it is answered. */
export function writesWin(run: Run): Finding {
  const showing = new Showing(run)
  const [beaten] = beatenWrites(showing)
  if (beaten !== undefined) return beatenFinding(run, beaten)
  for (const write of showing.entries.all) {
    const { at, key, entry, answered } = write
    const next = nextStep(run, at, answered.id)
    const held = showing.at(at, key, next)?.entry
    if (!isObserved(run, key) || (held !== undefined && compareEntries(held, entry) >= 0)) continue
    const instead = held === undefined ? 'and nothing is held' : `and what is held is ${entryText(held)}`
    return {
      kind: 'fails',
      at: answered.at,
      message: `${origin(write)} From then on ${at} should hold it, or what wins over it, ${instead}.`,
      chain: [],
    }
  }
  return holds
}

function beatenFinding(run: Run, { write, by, shown }: Beaten): Finding {
  const { at, key, entry, answered, operation } = write
  const seen = shown === undefined ? 'had taken before' : `had shown since ${time(shown.from.at)}`
  return {
    kind: 'fails',
    at: answered.at,
    message: `At ${time(answered.at)} ${at} answered ${operation.client}'s write of ${show(key)} = ${show(entry.value)} with ts ${entry.ts}. It must win over ${entryText(by.entry)}, which ${at} ${seen}, and loses: ${whyItWins(by.entry, entry)}.`,
    chain: [
      origin(by),
      ...(shown === undefined || by.at === at ? [] : causeOf(run, shown.from)),
      ...stepsOf(run, at, answered.id),
    ],
  }
}

/** That a clock was set back before. */
function stepsOf({ trace }: Run, node: string, before: number): string[] {
  return trace.events.flatMap((event) =>
    event.kind === 'clock' && event.node === node && event.id < before
      ? [
          `At ${time(event.at)} the clock of ${node} was set ${event.stepMs < 0 ? 'back' : 'forward'} by ${time(Math.abs(event.stepMs))}.`,
        ]
      : [],
  )
}

/** The beginning of what happened next on a node, or the end: until then all that came of the step before is seen. */
function nextStep({ trace }: Run, node: string, after: number): { id: number } {
  return trace.events.slice(after + 1).find((event) => isStepOn(event, node)) ?? { id: trace.events.length }
}

function isStepOn(event: TraceEvent, node: string): boolean {
  if (event.kind === 'deliver') return event.dest === node
  return (event.kind === 'timer' || event.kind === 'crash') && event.node === node
}

function isObserved({ trace }: Run, key: string): boolean {
  const { observe } = trace.plan
  return observe !== undefined && 'keys' in observe && observe.keys.includes(key)
}
