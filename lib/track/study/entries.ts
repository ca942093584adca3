/** A piece of a text file, and the line it begins at, counted from 1. */
export type Piece = { text: string; line: number }

/** What stands under a `## ` heading: `name: value` lines, then text, then `### ` sections. */
export type Entry = {
  title: string
  line: number
  fields: Map<string, Piece>
  text: Piece
  sections: Map<string, Piece>
}

/** The names that every entry of a file must have, the fields that it may have, and no others. */
export type Form = {
  fields: readonly string[]
  optional?: readonly string[]
  sections: readonly string[]
}

/**
 * Splits a study text into its entries. What stands above the first is for readers of the file. Anything that is not
 * as `form` says is our own mistake, so it throws and names the line; `file` is only named in errors.
 */
export function parseEntries(source: string, file: string, form: Form): Entry[] {
  const entries: Entry[] = []
  let piece: Piece | undefined
  let inHead = false
  let isCode = false
  for (const [index, line] of source.replaceAll('\r\n', '\n').split('\n').entries()) {
    const at = `${file}:${index + 1}`
    if (line.startsWith('```')) isCode = !isCode
    const [, signs, heading = ''] = (!isCode && /^(#+)\s+(\S.*?)\s*$/.exec(line)) || []
    const entry = entries.at(-1)
    if (signs === '##') {
      if (entries.some(({ title }) => title === heading)) throw new Error(repeated(at, heading))
      piece = { text: '', line: index + 1 }
      entries.push({ title: heading, line: index + 1, fields: new Map(), text: piece, sections: new Map() })
      inHead = true
    } else if (entry === undefined) continue
    else if (signs === '###') {
      if (!form.sections.includes(heading)) throw new Error(unknownSection(at, heading, form))
      if (entry.sections.has(heading)) throw new Error(repeated(at, heading))
      piece = { text: '', line: index + 1 }
      entry.sections.set(heading, piece)
      inHead = false
    } else if (signs !== undefined) throw new Error(wrongHeading(at, line))
    else if (inHead && isField(line)) addField(entry, line, at, index + 1, form)
    else if (piece !== undefined) {
      if (line.trim() !== '') inHead = false
      piece.text += `${line}\n`
    }
  }
  if (entries.length === 0) throw new Error(noEntries(file))
  for (const entry of entries) finish(entry, file, form)
  return entries
}

/** A piece that the form promises. */
export function pieceOf(pieces: Map<string, Piece>, name: string): Piece {
  const piece = pieces.get(name)
  if (piece === undefined) throw new Error(`The form has no "${name}".`)
  return piece
}

function isField(line: string): boolean {
  return /^[a-z]+:/.test(line)
}

function addField({ fields }: Entry, text: string, at: string, line: number, form: Form): void {
  const colon = text.indexOf(':')
  const name = text.slice(0, colon)
  const value = text.slice(colon + 1).trim()
  if (!fieldsOf(form).includes(name)) throw new Error(unknownField(at, name, form))
  if (fields.has(name)) throw new Error(repeated(at, name))
  if (value === '') throw new Error(empty(at, name))
  fields.set(name, { text: value, line })
}

function fieldsOf({ fields, optional = [] }: Form): string[] {
  return [...fields, ...optional]
}

function finish({ title, line, fields, text, sections }: Entry, file: string, form: Form): void {
  for (const name of form.fields) if (!fields.has(name)) throw new Error(missing(file, line, title, name))
  for (const name of form.sections) if (!sections.has(name)) throw new Error(missing(file, line, title, name))
  for (const piece of [text, ...sections.values()]) piece.text = piece.text.trim()
  for (const [name, { text, line }] of sections)
    if (text === '') throw new Error(empty(`${file}:${line}`, name))
}

const listed = (names: readonly string[]) => names.join(', ')
const noEntries = (file: string) => `${file} has no entry: no line begins with "## ".`
const repeated = (at: string, name: string) => `${at}: "${name}" is there twice.`
const empty = (at: string, name: string) => `${at}: "${name}" says nothing.`
const wrongHeading = (at: string, line: string) => `${at}: there is no place for the heading "${line}" here.`
const unknownField = (at: string, name: string, form: Form) =>
  `${at}: an entry has no field "${name}"; it has ${listed(fieldsOf(form))}.`
const unknownSection = (at: string, name: string, { sections }: Form) =>
  `${at}: an entry has no section "${name}"; it has ${sections.length === 0 ? 'none' : listed(sections)}.`
const missing = (file: string, line: number, title: string, name: string) =>
  `${file}:${line}: "${title}" lacks "${name}".`
