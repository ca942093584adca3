import { canonicalJson } from '../protocol/canonical-json.ts'
import type { Json } from '../protocol/message.ts'

/** What a last-writer-wins store holds under a key. `ts` is in seconds since the Unix epoch. */
export type Entry = { value: Json; ts: number; node?: string }

/** Positive when `a` wins over `b`, 0 when they are the same entry: by ts, then by node, then by the value's JSON. */
export function compareEntries(a: Entry, b: Entry): number {
  if (a.ts !== b.ts) return a.ts - b.ts
  if (a.node !== b.node) return compareNodes(a.node, b.node)
  return compareTexts(canonicalJson(a.value), canonicalJson(b.value))
}

/** An entry without a node comes before any that has one. */
function compareNodes(a: string | undefined, b: string | undefined): number {
  if (a === undefined) return b === undefined ? 0 : -1
  return b === undefined ? 1 : compareTexts(a, b)
}

/** By code unit, as `<` compares strings. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export function entryText({ value, ts, node }: Entry): string {
  const text = JSON.stringify(node === undefined ? { value, ts } : { value, ts, node })
  return text.length <= mostLetters ? text : `${text.slice(0, mostLetters - 3)}...`
}

const mostLetters = 120

/** Why one entry wins over another, as a sentence part. */
export function whyItWins(winner: Entry, loser: Entry): string {
  if (winner.ts !== loser.ts) return `its ts is greater than ${loser.ts}`
  if (winner.node !== loser.node) {
    if (loser.node === undefined) return `the ts are equal, and an entry without a node comes first`
    return `the ts are equal, and by code unit "${winner.node}" comes after "${loser.node}"`
  }
  const [won, lost] = [canonicalJson(winner.value), canonicalJson(loser.value)]
  return `ts and node are equal, and by code unit the JSON text ${won} comes after ${lost}`
}
