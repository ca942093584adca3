import type { Track } from '../load.ts'
import { type Entry, pieceOf } from './entries.ts'
import { plainTerm } from './plain-term.ts'
import { type Link, linksIn, namesIn, tasksIn } from './references.ts'
import { readEntries } from './study-file.ts'

/** A term of the field. Its text is Markdown. */
export type Concept = {
  term: string
  /** Other words that it is looked up by, such as an abbreviation; often none. */
  also: string[]
  /** Numbers of the tasks that use it. */
  tasks: string[]
  text: string
  sources: Link[]
}

export function loadConcepts(root: string, track: Track): Concept[] {
  const form = { fields: ['tasks'], optional: ['also'], sections: [] }
  const { entries, file } = readEntries(root, 'concepts.md', form)
  const concepts = entries.map((entry) => {
    const also = entry.fields.get('also')
    return {
      term: entry.title,
      also: also === undefined ? [] : namesIn(also),
      tasks: tasksIn(pieceOf(entry.fields, 'tasks'), file, track),
      ...textAndSources(entry, file),
    }
  })
  const taken = new Set<string>()
  for (const [index, { term, also }] of concepts.entries()) {
    for (const name of [term, ...also]) {
      if (taken.has(plainTerm(name))) throw new Error(sameTerm(`${file}:${entries[index]?.line}`, name))
      taken.add(plainTerm(name))
    }
  }
  return concepts
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
