import type { Track } from '../load.ts'
import { nearest } from '../nearest.ts'
import { type Entry, pieceOf } from './entries.ts'
import { type Link, linksIn, tasksIn } from './references.ts'
import { readEntries } from './study-file.ts'

/** A term of the field. Its text is Markdown. */
export type Concept = {
  term: string
  /** Numbers of the tasks that use it. */
  tasks: string[]
  text: string
  sources: Link[]
}

/** `suggestions` are the terms that come closest, best first, at most three; often none. */
export type FoundConcept = { kind: 'found'; concept: Concept } | { kind: 'unknown'; suggestions: string[] }

export function loadConcepts(root: string, track: Track): Concept[] {
  const { entries, file } = readEntries(root, 'concepts.md', { fields: ['tasks'], sections: [] })
  const concepts = entries.map((entry) => ({
    term: entry.title,
    tasks: tasksIn(pieceOf(entry.fields, 'tasks'), file, track),
    ...textAndSources(entry, file),
  }))
  for (const [index, { term }] of concepts.entries()) {
    const twin = concepts.findIndex((other) => plainTerm(other.term) === plainTerm(term))
    if (twin !== index) throw new Error(sameTerm(`${file}:${entries[index]?.line}`, term))
  }
  return concepts
}

/** Finds a term however it is written: "G-Set", "gset" and "g set" are one. */
export function findConcept(concepts: readonly Concept[], name: string): FoundConcept {
  const asked = plainTerm(name)
  const concept = concepts.find(({ term }) => plainTerm(term) === asked)
  if (concept !== undefined) return { kind: 'found', concept }
  const near = nearest(name.trim().toLowerCase(), concepts, ({ term }) => [
    term.toLowerCase(),
    plainTerm(term),
  ])
  return { kind: 'unknown', suggestions: near.map(({ term }) => term) }
}

/** A term without what may be written differently: case, hyphens, spaces. */
function plainTerm(term: string): string {
  return term.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

/** The last lines of an entry say where it is from. */
function textAndSources({ title, line, text }: Entry, file: string): { text: string; sources: Link[] } {
  const lines = text.text.split('\n')
  const sources = lines.filter((one) => one.startsWith(sourceMark))
  const body = lines
    .filter((one) => !one.startsWith(sourceMark))
    .join('\n')
    .trim()
  if (sources.length === 0) throw new Error(noSource(`${file}:${line}`, title))
  if (body === '') throw new Error(noText(`${file}:${line}`, title))
  const items = sources.map((one) => `- ${one.slice(sourceMark.length).trim()}`).join('\n')
  return { text: body, sources: linksIn({ text: items, line }, file) }
}

const sourceMark = 'Source:'
const noSource = (at: string, term: string) => `${at}: "${term}" has no line "Source: [text](address)".`
const noText = (at: string, term: string) => `${at}: "${term}" says nothing.`
const sameTerm = (at: string, term: string) =>
  `${at}: "${term}" is another way to write a term that is there.`
