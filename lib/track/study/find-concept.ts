import { nearest } from '../nearest.ts'
import type { Concept } from './concepts.ts'
import { plainTerm, wordsOf } from './plain-term.ts'

export type FoundConcept =
  | { kind: 'found'; concept: Concept }
  /** The words that were asked for are in all of these terms, and are none. */
  | { kind: 'several'; concepts: Concept[] }
  /**
   * `suggestions` are the terms that come closest, best first, at most three; often none. Then `mentions` are the terms
   * whose texts use the words most, best first, at most three.
   */
  | { kind: 'unknown'; suggestions: string[]; mentions: string[] }

/** Finds a term however it is written: "G-Set", "gset" and "g sets" are one. */
export function findConcept(concepts: readonly Concept[], name: string): FoundConcept {
  const asked = plainTerm(name)
  const concept = concepts.find((one) => namesOf(one).some((other) => plainTerm(other) === asked))
  if (concept !== undefined) return { kind: 'found', concept }
  const words = wordsOf(name)
  const holding = concepts.filter((one) => namesOf(one).some((other) => hasAll(wordsOf(other), words)))
  if (words.length > 0 && holding.length > 1) return { kind: 'several', concepts: holding }
  const near = nearest(name.trim().toLowerCase(), concepts, (one) =>
    namesOf(one).flatMap((other) => [other.toLowerCase(), plainTerm(other)]),
  )
  const suggestions = near.map(({ term }) => term)
  return { kind: 'unknown', suggestions, mentions: near.length > 0 ? [] : mentionsOf(concepts, words) }
}

function namesOf({ term, also }: Concept): string[] {
  return [term, ...also]
}

function hasAll(words: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((word) => words.includes(word))
}

function mentionsOf(concepts: readonly Concept[], words: readonly string[]): string[] {
  return concepts
    .map(({ term, text }) => ({ term, uses: leastUsed(wordsOf(text), words) }))
    .filter(({ uses }) => uses > 0)
    .sort((a, b) => b.uses - a.uses)
    .slice(0, 3)
    .map(({ term }) => term)
}

/** How often a text uses the one of the words that it uses least. */
function leastUsed(text: readonly string[], words: readonly string[]): number {
  if (words.length === 0) return 0
  return Math.min(...words.map((word) => text.filter((one) => one === word).length))
}
