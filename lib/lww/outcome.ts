import type { Run } from '../check/run.ts'
import { isVector, type Vector } from '../check/version-vector.ts'
import { clockIn, epochMs } from '../trace/clock.ts'
import type { Operation } from '../trace/facts.ts'
import { type PlannedWrite, type Race, schedule } from './race.ts'
import { key } from './setting.ts'

/** What became of a write by the time the replicas agreed again. */
export type Fate =
  | { kind: 'refused' }
  /** Every replica shows it, alone or beside others. */
  | { kind: 'kept'; beside: string[] }
  /** Whoever wrote `by` had read it. */
  | { kind: 'built-on'; by: string }
  /** Acknowledged, and gone, and nobody knew. `at` is when its own replica dropped it, for `to`. */
  | { kind: 'lost'; at: number | undefined; to: string | undefined }

export type Told = PlannedWrite & {
  /** Simulated milliseconds at which the replica took it. */
  takenAt: number
  /** What the replica's clock said then: simulated milliseconds, the skew included. */
  clock: number
  /** The vector that it was answered; undefined where the store knows of none. */
  vc: Vector | undefined
  fate: Fate
}

/** At a moment, what a replica came to hold: the names of the values. */
export type Holding = { at: number; node: string; names: string[] }

export type Outcome = {
  writes: Told[]
  /** Each change of what a replica holds, in order. */
  holdings: Holding[]
  /** What each replica held when all had been quiet for long. */
  settled: { [node: string]: string[] }
  /** When the replicas came to hold what they then kept; undefined when they never agreed. */
  agreedAt: number | undefined
  /** The write that settled the conflict, and when all replicas held it alone. */
  resolution: { write: Told; agreedAt: number | undefined } | undefined
}

/** What a run of the race came to. */
export function outcomeOf({ writes, resolution }: Race, run: Run): Outcome {
  const holdings = holdingsOf(run)
  const nodes = run.trace.plan.nodes
  const before = holdings.filter(({ at }) => at < schedule.settledAt)
  const settled = lastHoldings(nodes, before)
  const told = writes.map((write) => tellWrite(write, run, writes, settled, before))
  const last = resolution === undefined ? undefined : tellWrite(resolution, run, [], {}, [])
  return {
    writes: told,
    holdings,
    settled,
    agreedAt: agree(settled) ? before.at(-1)?.at : undefined,
    resolution:
      last === undefined
        ? undefined
        : { write: last, agreedAt: agree(lastHoldings(nodes, holdings)) ? holdings.at(-1)?.at : undefined },
  }
}

function tellWrite(
  write: PlannedWrite,
  run: Run,
  all: PlannedWrite[],
  settled: Outcome['settled'],
  holdings: Holding[],
): Told {
  const operation = operationOf(write, run)
  const arrival = operation?.sent.deliveries[0]
  const takenAt = arrival?.at ?? write.at
  const clock = arrival === undefined ? takenAt : clockIn(run.trace)(write.node, arrival) - epochMs
  const isTaken = operation?.answer !== undefined && operation.answer.body.type !== 'error'
  return {
    ...write,
    takenAt,
    clock,
    vc: isVector(operation?.answer?.body.vc) ? operation.answer.body.vc : undefined,
    fate: isTaken ? fateOf(write, all, settled, holdings) : { kind: 'refused' },
  }
}

function operationOf({ client, name }: PlannedWrite, { facts }: Run): Operation | undefined {
  return facts.operations.find(({ client: who, request }) => who === client && request.value === name)
}

function fateOf(
  { name, node, at }: PlannedWrite,
  all: PlannedWrite[],
  settled: Outcome['settled'],
  holdings: Holding[],
): Fate {
  const shown = Object.values(settled)
  if (shown.every((names) => names.includes(name))) {
    const others = new Set(shown.flat())
    others.delete(name)
    return { kind: 'kept', beside: [...others].sort() }
  }
  const next = all.find((other) => other.node === node && other.at > at)
  if (next !== undefined) return { kind: 'built-on', by: next.name }
  const its = holdings.filter((holding) => holding.node === node)
  const gone = its.findLast(
    (holding, index) => !holding.names.includes(name) && its[index - 1]?.names.includes(name),
  )
  return { kind: 'lost', at: gone?.at, to: gone?.names[0] }
}

function holdingsOf({ trace }: Run): Holding[] {
  const held = new Map<string, string[]>()
  const holdings: Holding[] = []
  for (const event of trace.events) {
    if (event.kind !== 'learn' && event.kind !== 'forget') continue
    const name = String(JSON.parse(String(event.value).slice(`${key} = `.length)))
    const names = held.get(event.node) ?? []
    const now = event.kind === 'learn' ? [...names, name].sort() : names.filter((other) => other !== name)
    held.set(event.node, now)
    const last = holdings.at(-1)
    // One step may show a value and hide another: that is one change.
    if (last !== undefined && last.node === event.node && last.at === event.at) last.names = now
    else holdings.push({ at: event.at, node: event.node, names: now })
  }
  return holdings
}

function lastHoldings(nodes: readonly string[], holdings: Holding[]): { [node: string]: string[] } {
  return Object.fromEntries(
    nodes.map((node) => [node, holdings.findLast((holding) => holding.node === node)?.names ?? []]),
  )
}

function agree(settled: { [node: string]: string[] }): boolean {
  return new Set(Object.values(settled).map((names) => names.join(' '))).size === 1
}
