import type { Run } from './run.ts'
import { vectorText } from './version-vector.ts'
import { type Shown, versionsOf, type Written } from './versions.ts'
import { count, names, show, time } from './words.ts'

// How versions and what was done with them are told.

/** "milk" {c1:1} */
export function versionText({ value, vc }: Shown): string {
  return `${show(value)} ${vectorText(vc)}`
}

/** "milk" {c1:1} and "bread" {c2:1}; or nothing. */
export function versionsText(versions: readonly Shown[]): string {
  return versions.length === 0 ? 'nothing' : names(versions.map(versionText))
}

/** "x": as a key stands in a sentence. */
export function keyText(key: string): string {
  return JSON.stringify(key)
}

/** A write in one sentence. */
function writeText({ operation, arrival, key, value, context, answered }: Written): string {
  const answer = answered === undefined ? '' : `, and was answered ${vectorText(answered)}`
  return `${operation.client} wrote ${keyText(key)} = ${show(value)} at ${operation.node} at ${time(arrival.at)} with the context ${vectorText(context)}${answer}.`
}

/** Told at the most. */
const recent = 5

/** What was written under a key before an event, the latest last. */
export function historyOf(run: Run, key: string, { id }: { id: number }): string[] {
  const before = versionsOf(run).filter((written) => written.key === key && written.arrival.id < id)
  const told = before.slice(-recent).map(writeText)
  return before.length <= recent ? told : [`${count(before.length - recent, 'earlier write')}.`, ...told]
}
