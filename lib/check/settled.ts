import { cutsOf } from './cuts.ts'
import { type Finding, holds } from './finding.ts'
import { type Reading, readingsOf, readingText, writeOf } from './readings.ts'
import type { Run } from './run.ts'
import { historyOf, keyText, versionsText } from './version-words.ts'
import { type Mode, modeOf, remaining, type Written } from './versions.ts'
import { names, time } from './words.ts'

/** A read at a time when every node should know all that was written under the key. */
export type Settled = {
  reading: Reading
  /** What it should show. */
  expected: Written[]
  /** When the last write was acknowledged, or the last partition healed. */
  since: number
}

export function settledReadings(run: Run, withinMs: number): Settled[] {
  const mode = modeOf(run)
  const cuts = cutsOf(run)
  return readingsOf(run).flatMap((reading): Settled[] => {
    const { arrival, before } = reading
    const answered = before.flatMap(({ operation }) => operation.answer?.at ?? [])
    const healed = cuts.filter(({ from }) => from <= arrival.at).map(({ to }) => to)
    const since = Math.max(0, ...answered, ...healed)
    if (before.length === 0 || answered.length < before.length || arrival.at < since + withinMs) return []
    return [{ reading, expected: remaining(mode, before), since }]
  })
}

/**
 * So long after the last change every node shows what is to remain of all writes. `which` picks the moments: when
 * several versions are to remain, when one is, or both.
 */
export function settles(run: Run, withinMs: number, which: 'one' | 'several' | 'any' = 'any'): Finding {
  const mode = modeOf(run)
  const settled = settledReadings(run, withinMs).filter(
    ({ expected }) => which === 'any' || (which === 'one') === (expected.length === 1),
  )
  if (settled.length === 0) return { kind: 'idle', why: nothingSettled }
  for (const { reading, expected, since } of settled) {
    const shown = reading.shown ?? []
    const missing = expected.filter((written) => !shown.some((version) => writeOf(version, [written])))
    const extra = shown.filter((version) => writeOf(version, expected) === undefined)
    const conflict = reading.operation.answer?.body.conflict
    const isTrue = reading.shown?.length === 0 || conflict === (mode === 'vv' && expected.length > 1)
    if (missing.length === 0 && extra.length === 0 && isTrue) continue
    const others = settled.filter(
      (other) =>
        other.reading.key === reading.key &&
        other.reading.arrival.at === reading.arrival.at &&
        other.reading.node !== reading.node,
    )
    return {
      kind: 'fails',
      at: reading.arrival.at,
      message: `${readingText(reading)}. ${lastChange(reading, since)} By now every node should answer ${versionsText(expected)}, with conflict ${mode === 'vv' && expected.length > 1}: ${ruleOf(mode, expected)}`,
      chain: [
        ...historyOf(run, reading.key, reading.arrival),
        ...missing.flatMap((written) => wayOf(run, written, reading)),
        ...elsewhere(others),
      ],
    }
  }
  return holds
}

function lastChange({ key, arrival }: Reading, since: number): string {
  return `Nothing had been written under ${keyText(key)}, and no partition had stood, for ${time(arrival.at - since)}.`
}

function ruleOf(mode: Mode, expected: Written[]): string {
  if (mode === 'lww') {
    const [last] = expected
    return last === undefined
      ? ''
      : `${last.operation.node}'s clock stood at ${time(last.clock)} when it took that one, and no write came with a later one.`
  }
  return expected.length === 1 ? 'its vector covers all others.' : 'none of their vectors covers another.'
}

/** Where a version came from and went, as far as nodes showed it. */
function wayOf(run: Run, { text, operation }: Written, { node, arrival }: Reading): string[] {
  const learned = run.facts.knowledge.get(JSON.stringify(text))?.learned ?? new Map()
  const forgot = run.trace.events.findLast(
    (event) =>
      event.kind === 'forget' && event.node === node && event.value === text && event.id < arrival.id,
  )
  const holders = [...learned.keys()]
  if (forgot !== undefined) {
    const cause = run.trace.events[forgot.cause ?? -1]
    const why = cause?.kind === 'deliver' ? `, when a message from ${cause.src} had arrived` : ''
    return [`${node} showed ${text} until ${time(forgot.at)}${why}.`]
  }
  if (learned.has(node)) return []
  return [
    holders.length === 0
      ? `No node ever showed ${text}, not even ${operation.node}.`
      : `${node} never showed ${text}; ${names(holders)} did.`,
  ]
}

function elsewhere(others: Settled[]): string[] {
  return others.map(({ reading }) => readingText(reading)).map((text) => `${text}.`)
}

const nothingSettled = 'Not judged: no client read a key so long after its last write.'
