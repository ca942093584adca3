import { vectorText } from '../check/version-vector.ts'
import type { Mode } from '../check/versions.ts'
import type { Outcome, Told } from '../lww/outcome.ts'
import type { Held } from '../lww/steps.ts'
import { instant } from './figures.ts'

/** What the two rules are called. */
export const ruleNames: { [mode in Mode]: string } = { lww: 'last writer wins', vv: 'version vectors' }

export function writeNamed({ writes, resolution }: Outcome, name: string): Told | undefined {
  return [...writes, ...(resolution === undefined ? [] : [resolution.write])].find(
    (write) => write.name === name,
  )
}

/** A version with what its rule goes by: "a2 (2.464 s)", or "a2 {c1:2}". */
export function versionText(name: string, mode: Mode, outcome: Outcome): string {
  const write = writeNamed(outcome, name)
  if (write === undefined) return name
  if (mode === 'lww') return `${name} (${instant(write.clock)})`
  return write.vc === undefined ? name : `${name} ${vectorText(write.vc)}`
}

export function heldText(names: string[], mode: Mode, outcome: Outcome): string {
  return names.length === 0 ? nothing : names.map((name) => versionText(name, mode, outcome)).join(' | ')
}

/** Of every replica by itself, or of all at once where they hold the same. */
export function heldByAll(held: Held, text: (names: string[]) => string): string {
  const texts = Object.entries(held).map(([node, names]) => ({ node, text: text(names) }))
  const [first] = texts
  if (first !== undefined && texts.every((one) => one.text === first.text))
    return `${allOf(texts.length)}: ${first.text}`
  return texts.map((one) => `${one.node}: ${one.text}`).join(', ')
}

export function allOf(replicas: number): string {
  return replicas === 2 ? 'both' : 'all'
}

/** "a", "a and b", "a, b and c". */
export function listed(names: string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

const nothing = 'nothing'
