import { cutsOf } from './cuts.ts'
import { type Finding, holds } from './finding.ts'
import { type Reading, readingsOf, readingText, writeOf } from './readings.ts'
import type { Run } from './run.ts'
import { historyOf, keyText, versionsText, versionText } from './version-words.ts'
import { type Mode, modeOf, remaining, type Written } from './versions.ts'
import { names, show, time } from './words.ts'

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
      message: `${readingText(reading)}. ${lastChange(reading, since)} By now every node should answer ${versionsText(expected)}, with conflict ${mode === 'vv' && expected.length > 1}: ${ruleOf(mode, expected, reading.before)}`,
      chain: [
        ...historyOf(run, reading.key, reading.arrival),
        ...missing.flatMap((written) => wayOf(run, written, reading)),
        ...elsewhere(reading, others),
      ],
    }
  }
  return holds
}

function lastChange({ key, arrival }: Reading, since: number): string {
  return `Nothing had been written under ${keyText(key)}, and no partition had stood, for ${time(arrival.at - since)}.`
}

function ruleOf(mode: Mode, expected: Written[], before: Written[]): string {
  const [last] = expected
  if (mode === 'vv' || last === undefined)
    return expected.length === 1 ? 'its vector covers all others.' : 'none of their vectors covers another.'
  const { clock, operation } = last
  const took = `${operation.node}'s clock stood at ${time(clock)} when it took that one`
  const tied = before.find((other) => other !== last && other.clock === clock)
  return tied === undefined
    ? `${took}, and no write came with a later one.`
    : `${took}, as ${tied.operation.node}'s did when it took ${show(tied.value)}; of the two ${operation.node} is the larger id.`
}

/** Where a version came from and went, as far as nodes showed it. */
function wayOf(run: Run, { key, value, text, operation }: Written, { node, arrival }: Reading): string[] {
  const learned = run.facts.knowledge.get(JSON.stringify(text))?.learned ?? new Map()
  const forgot = run.trace.events.findLast(
    (event) =>
      event.kind === 'forget' && event.node === node && event.value === text && event.id < arrival.id,
  )
  const version = `${keyText(key)} = ${show(value)}`
  const holders = [...learned.keys()]
  if (forgot !== undefined) {
    const cause = run.trace.events[forgot.cause ?? -1]
    const why = cause?.kind === 'deliver' ? `, when a message from ${cause.src} had arrived` : ''
    return [`${node} showed ${version} until ${time(forgot.at)}${why}.`]
  }
  if (learned.has(node)) return []
  return [
    holders.length === 0
      ? `No node ever showed ${version}, not even ${operation.node}.`
      : `${node} never showed ${version}; ${names(holders)} did.`,
  ]
}

/** What the others answered: those that answered the same in one sentence. */
function elsewhere(reading: Reading, others: Settled[]): string[] {
  const readings = others.map((other) => other.reading)
  const same = readings.filter((other) => isSameAnswer(other, reading))
  const told = readings.filter((other) => !same.includes(other)).map((other) => `${readingText(other)}.`)
  return same.length === 0 ? told : [...told, `${names(same.map(({ node }) => node))} answered the same.`]
}

/** Siblings may stand in any order. */
function isSameAnswer(one: Reading, other: Reading): boolean {
  const parts = ({ shown, operation }: Reading) =>
    shown === undefined
      ? operation.answer?.body
      : [...shown.map(versionText).sort(), operation.answer?.body.conflict]
  return JSON.stringify(parts(one)) === JSON.stringify(parts(other))
}

const nothingSettled = 'Not judged: no client read a key so long after its last write.'
